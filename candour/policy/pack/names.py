"""Keeps people out of a pack that is to name nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from candour.people.models import Person
from candour.schools.models import School

HELD_BACK = "Kept at the school"
_SOMEBODY = "[a name]"


@dataclass(frozen=True)
class Naming:
    """Whether people are named; if not, what must not be found in any text."""

    with_names: bool
    pattern: re.Pattern[str] | None = None

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
        taken out where nobody is named."""
        if self.with_names or self.pattern is None:
            return text
        return self.pattern.sub(_SOMEBODY, text)


def naming_of(school: School, with_names: bool) -> Naming:
    """How this school's pack speaks of people. One query: every name of people, leavers too."""
    if with_names:
        return Naming(True)
    people = Person.objects.filter(school=school).select_related("account")
    words: set[str] = set()
    for person in people:
        words |= _names_of(person)
    return Naming(False, _pattern(words))


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
