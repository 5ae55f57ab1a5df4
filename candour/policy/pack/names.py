"""Keeps people out of a pack that is to name nobody."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterable
from dataclasses import dataclass

from candour.people.models import Person
from candour.schools.models import School

HELD_BACK = "Kept at the school"
_SOMEBODY = "[a name]"
# Shorter parts are words more often than names ("An", "Jo").
_SHORTEST = 3
_LETTERS = re.compile(r"[^\W\d_]+")
_MONTH = "|".join(month_name[1:])
# Dates come first, so that "12 May" and "March 2026" stay dates where somebody is called so.
_WORD_OR_DATE = re.compile(rf"\d{{1,2}}\s(?:{_MONTH})\b|\b(?:{_MONTH})\s\d{{4}}|{_LETTERS.pattern}")


@dataclass(frozen=True)
class Naming:
    """Whether people are named; if not, what must not be found in any text."""

    with_names: bool
    pattern: re.Pattern[str] | None = None
    parts: frozenset[str] = frozenset()

    def person(self, person: Person | None, otherwise: str = "") -> str:
        """A person's name where people are named, otherwise the words given."""
        if person is None:
            return ""
        return person.full_name if self.with_names else otherwise

    def free_text(self, text: str) -> str:
        """What somebody typed: it may name a child, so it stays at the school where nobody is
        named."""
        return text if self.with_names or not text else HELD_BACK

    def known_text(self, text: str) -> str:
        """Words of the policy, a title, a sentence of Candour's: names of the school's people are
        taken out where nobody is named, whole or in part. A word spelt like a name goes too: better
        one word too few than one name too many."""
        if self.with_names or self.pattern is None:
            return text
        return _WORD_OR_DATE.sub(self._part, self.pattern.sub(_SOMEBODY, text))

    def _part(self, found: re.Match[str]) -> str:
        return _SOMEBODY if found[0] in self.parts else found[0]


def naming_of(school: School, with_names: bool) -> Naming:
    """How this school's pack speaks of people. One query: every name of people, leavers too."""
    if with_names:
        return Naming(True)
    people = Person.objects.filter(school=school).select_related("account")
    words: set[str] = set()
    parts: set[str] = set()
    for person in people:
        words |= _names_of(person)
        parts |= set(_LETTERS.findall(person.full_name))
    long = {part for part in parts if len(part) >= _SHORTEST}
    return Naming(False, _pattern(words), frozenset(long | {part.upper() for part in long}))


def _names_of(person: Person) -> set[str]:
    found = {person.full_name, f"{person.family_name}, {person.given_name}"}
    found |= {f"{title} {person.family_name}" for title in ("Mr", "Mrs", "Ms", "Miss", "Dr", "Mx")}
    if person.account is not None:
        found.add(person.account.email)
    return found


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted((word for word in words if word.strip()), key=len, reverse=True)
    if not longest_first:
        return None
    escaped = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{escaped})(?!\w)", re.IGNORECASE)
