"""The gap report: what a policy asks of whom, what nothing carries yet, what the model has that it
lacks. Plain values, from a policy as read; nothing is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from candour.policy.library import ModelClause, load_control_texts, load_model_policy
from candour.policy.reading import ReadClause
from candour.policy.reports.prepared import Prepared

# Below this, a suggestion is wrong more often than right and is not taken as what a clause asks for.
PLAUSIBLE = 0.25

AUDIENCES: dict[str, str] = {
    "Head": "The headteacher",
    "SLT": "Senior leaders",
    "DSL": "The designated safeguarding lead",
    "Admin": "People who run official accounts",
    "School": "The school as a whole",
    "Staff": "Staff",
    "Vol": "Volunteers",
    "Gov": "Governors and trustees",
    "Pup": "Pupils",
    "Par": "Parents and carers",
    "All": "Everybody",
}
KINDS: dict[str, str] = {
    "obligation": "must",
    "advice": "advice",
    "permission": "may",
    "fact": "fact",
}


@dataclass(frozen=True)
class Asked:
    """One clause that asks, advises or allows: its id, printed number, words (lead-in first), kind in
    a word, and the title of the duty that it most likely is (empty where there is none)."""

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
    """One duty that model policies have and this one does not: its title, what it asks, and the
    model's own clauses for it."""

    title: str
    asks: str
    clauses: tuple[ModelClause, ...]


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
    warnings: tuple[str, ...]

    @property
    def asking(self) -> int:
        """How many clauses ask, advise or allow."""
        return self.clauses - self.by_kind.get("fact", 0)


def gap_report(prepared: Prepared) -> GapReport:
    """The report on a policy as read."""
    reading = prepared.reading
    asking = [each for each in reading.clauses if each.is_normative]
    return GapReport(
        name=reading.source.name,
        pages=reading.source.pages,
        clauses=len(reading.clauses),
        by_kind=dict(Counter(each.kind for each in reading.clauses)),
        audiences=tuple(_audiences(prepared, asking)),
        uncarried=tuple(_asked(prepared, each) for each in asking if not duty_of(prepared, each)),
        lacking=lacking(found_controls(prepared)),
        warnings=tuple(dict.fromkeys(each.message for each in reading.warnings)),
    )


def duty_of(prepared: Prepared, clause: ReadClause) -> str:
    """The id of the control that a clause most likely asks for; empty where nothing is likely enough."""
    best = prepared.best(clause)
    if best is None or best.control == "other" or best.score < PLAUSIBLE:
        return ""
    return str(best.control)


def found_controls(prepared: Prepared) -> set[str]:
    """Every control that at least one clause likely asks for."""
    found = {duty_of(prepared, each) for each in prepared.reading.clauses}
    return found - {""}


def lacking(found: Iterable[str]) -> tuple[Lacking, ...]:
    """Duties of the model policy that none of these controls is, in the model's order."""
    there = set(found)
    model = {each.id: each for each in load_model_policy()}
    place = {key: at for at, key in enumerate(model)}
    lacks = [
        Lacking(text.title, text.asks, tuple(model[each] for each in text.clauses if each in model))
        for key, text in load_control_texts().items()
        if key not in there and any(each in model for each in text.clauses)
    ]
    return tuple(sorted(lacks, key=lambda each: place[each.clauses[0].id]))


def _audiences(prepared: Prepared, asking: Sequence[ReadClause]) -> Iterable[Audience]:
    for code, name in AUDIENCES.items():
        theirs = [each for each in asking if code in each.binds]
        if theirs:
            yield Audience(name, tuple(_asked(prepared, each) for each in theirs))
    nobody = [each for each in asking if not each.binds]
    if nobody:
        yield Audience("Nobody named", tuple(_asked(prepared, each) for each in nobody))


def _asked(prepared: Prepared, clause: ReadClause) -> Asked:
    known = load_control_texts().get(duty_of(prepared, clause))
    words = " ".join(f"{clause.lead_in} {clause.text}".split())
    duty = known.title if known is not None else ""
    return Asked(clause.id, clause.number, words, KINDS[clause.kind], duty)
