"""Decisions about versions: clause references, short titles, whether a version can be adopted."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from candour.kit.access import Refused
from candour.policy.models import ClauseText, Version
from candour.policy.reading import ReadClause, fingerprint

ALREADY_HAVE = "You have exactly this file already: it is version {number} of this document."
ONE_AT_A_TIME = (
    "Version {number} is being looked at. Adopt it or set it aside before you import another."
)

_TITLE_LENGTH = 60
_ALREADY = {
    Version.Status.CURRENT: "This version is the one in force already.",
    Version.Status.SUPERSEDED: "A newer version has replaced this one, so it cannot be adopted.",
    Version.Status.DISCARDED: "This version was set aside. Import the file again to adopt it.",
}


@dataclass(frozen=True)
class Verdict:
    """Yes, or no with a sentence that says why."""

    yes: bool
    reason: str = ""

    def insist(self) -> None:
        """Raise Refused with the reason where the answer is no."""
        if not self.yes:
            raise Refused(self.reason)


def can_adopt(
    version: Version, *, approved_on: date, approved_by: str, review_on: date, today: date
) -> Verdict:
    """Whether a version can come into force with these facts (T-15 asks for all three)."""
    if version.status != Version.Status.REVIEW:
        return Verdict(False, _ALREADY[Version.Status(version.status)])
    if approved_on > today:
        return Verdict(False, "The approval date lies in the future. Adopt it once it is approved.")
    if not approved_by.strip():
        return Verdict(False, "Enter who approved this version.")
    if review_on <= approved_on:
        return Verdict(False, "The review date must be later than the approval date.")
    return Verdict(True)


def can_import(twin: Version | None, reviewing: Version | None) -> Verdict:
    """Whether a file can become a new version: not when the same bytes are there already
    (``twin``), nor while another version is looked at, so that there is never a question of which
    one counts."""
    if twin is not None:
        return Verdict(False, ALREADY_HAVE.format(number=twin.number))
    if reviewing is not None:
        return Verdict(False, ONE_AT_A_TIME.format(number=reviewing.number))
    return Verdict(True)


def free_ref(wanted: str, taken: Collection[str]) -> str:
    """A clause reference that no clause of the document ever had: the wanted one, or the next
    number of the same section (``STA-24`` after ``STA-23``; ``2.1-2`` after ``2.1``). At most 30
    characters."""
    wanted = wanted[:24] or "P-1"
    if wanted not in taken:
        return wanted
    section, dash, number = wanted.rpartition("-")
    stem = section if dash and number.isdigit() else wanted
    used = [int(tail) for tail in _tails(stem, taken)]
    return f"{stem}-{max(used, default=1) + 1}"


def _tails(stem: str, taken: Collection[str]) -> list[str]:
    found = (ref.removeprefix(f"{stem}-") for ref in taken if ref.startswith(f"{stem}-"))
    return [tail for tail in found if tail.isdigit()]


def short_title(text: str, lead_in: str = "") -> str:
    """A few words to know a clause by: its own first words, cut at a word, at most 60 characters.
    An item of one or two words is given its lead-in's last words to stand on."""
    words = re.sub(r"\s+", " ", text).strip().rstrip(".;:,")
    if len(words.split()) < 3 and lead_in:
        stem = re.sub(r"\s+", " ", lead_in).strip().rstrip(":;,- ")
        words = f"{' '.join(stem.split()[-6:])} {words}"
    if len(words) > _TITLE_LENGTH:
        words = words[: _TITLE_LENGTH - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
    return words[:1].upper() + words[1:] if words else "Untitled"


def without_title(clauses: Sequence[ReadClause]) -> list[ReadClause]:
    """The clauses without the document's own title at the head of their headings: one that stands
    above every clause sorts nothing, and would make the whole policy one section."""
    titles = {each.headings[0] if each.headings else "" for each in clauses}
    if len(titles) != 1 or all(len(each.headings) < 2 for each in clauses):
        return list(clauses)
    return [replace(each, headings=each.headings[1:]) for each in clauses]


def clause_fingerprint(text: str, lead_in: str) -> str:
    """The fingerprint of a clause with the words that lead into it: "must not:" and "may:" before
    the same item are not the same clause."""
    return fingerprint(f"{lead_in} {text}".strip())


def as_read(text: ClauseText) -> ReadClause:
    """A stored clause as the reading library sees it; its reference serves as id."""
    return ReadClause(
        id=text.clause.ref,
        number=text.number,
        headings=tuple(text.headings),
        lead_in=text.lead_in,
        text=text.text,
        start=text.start,
        end=text.end,
        kind=text.kind,
        binds=tuple(text.binds),
        page=None,
    )
