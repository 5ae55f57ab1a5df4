"""The gap report: what a policy asks of whom, what nothing carries yet, what the model has that it
lacks. Plain values, from a policy as read; nothing is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from candour.policy.library import ModelClause, load_control_texts
from candour.policy.matching.gaps import Ask, Missing, compare_with_model
from candour.policy.reading import ReadClause
from candour.policy.reports.prepared import Prepared

KINDS: dict[str, str] = {
    "obligation": "must",
    "advice": "advice",
    "permission": "may",
    "fact": "fact",
}


@dataclass(frozen=True)
class Asked:
    """One clause that asks, advises or allows: its id, printed number, words (lead-in first), kind
    in a word, and the title of the duty that it most likely is (empty where there is none)."""

    id: str
    number: str
    words: str
    kind: str
    duty: str


@dataclass(frozen=True)
class Audience:
    """What the policy asks of one audience, in its own order."""

    name: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class Lacking:
    """One duty that the model has and this policy does not: its title, what it asks, and the
    model's own clauses for it."""

    title: str
    asks: str
    clauses: tuple[ModelClause, ...]


@dataclass(frozen=True)
class Unsaid:
    """One clause of the model whose subject the policy has while it does not say this; ``nearest``
    is the closest that it does say (empty where nothing comes near)."""

    clause: ModelClause
    nearest: str


@dataclass(frozen=True)
class GapReport:
    """Everything that the report says."""

    name: str
    pages: int | None
    clauses: int
    by_kind: dict[str, int]
    audiences: tuple[Audience, ...]
    uncarried: tuple[Asked, ...]
    lacking: tuple[Lacking, ...]
    unsaid: tuple[Unsaid, ...]
    warnings: tuple[str, ...]
    kept: bool = False

    @property
    def asking(self) -> int:
        """How many clauses ask, advise or allow."""
        return self.clauses - self.by_kind.get("fact", 0)


def gap_report(prepared: Prepared, kept: bool = False) -> GapReport:
    """The report on a policy as read; ``kept`` says that it lies on the school's shelf."""
    reading = prepared.reading
    found = compare_with_model(
        reading.clauses, [prepared.suggestions[each.id] for each in reading.clauses]
    )
    without = [cast(ReadClause, each) for each in found.without_control if each.kind != "fact"]
    return GapReport(
        name=reading.source.name,
        pages=reading.source.pages,
        clauses=len(reading.clauses),
        by_kind=dict(Counter(each.kind for each in reading.clauses)),
        audiences=tuple(
            Audience(each.name, tuple(_asked(ask) for ask in each.asks)) for each in found.audiences
        ),
        uncarried=tuple(_in_words(each, "") for each in without),
        lacking=_lacking(found.missing),
        unsaid=tuple(
            Unsaid(each.clause, _words(each.nearest) if each.nearest is not None else "")
            for each in found.missing
            if not each.whole_control
        ),
        warnings=tuple(dict.fromkeys(each.message for each in reading.warnings)),
        kept=kept,
    )


def _lacking(missing: Iterable[Missing]) -> tuple[Lacking, ...]:
    """Model clauses of which no duty is carried, by duty, in the model's order."""
    texts = load_control_texts()
    grouped: dict[str, list[ModelClause]] = {}
    for each in missing:
        if each.whole_control and each.controls:
            grouped.setdefault(each.controls[0], []).append(each.clause)
    return tuple(
        Lacking(texts[key].title, texts[key].asks, tuple(clauses))
        for key, clauses in grouped.items()
        if key in texts
    )


def _asked(ask: Ask) -> Asked:
    known = load_control_texts().get(ask.control)
    return _in_words(cast(ReadClause, ask.clause), known.title if known is not None else "")


def _in_words(clause: ReadClause, duty: str) -> Asked:
    return Asked(clause.id, clause.number, _words(clause), KINDS[clause.kind], duty)


def _words(clause: object) -> str:
    read = cast(ReadClause, clause)
    return " ".join(f"{read.lead_in} {read.text}".split())
