"""Whom a clause binds: from its subject, its lead-in, its headings, and who speaks to whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from . import actors as words
from .actors import actors_in
from .lexicon import begins_with_infinitive, begins_with_verb
from .model import FACT


class Setting:
    """Who "you" and "I" are at this point: the headings in force and the letter's greeting."""

    def __init__(self) -> None:
        self._headings: list[tuple[int, frozenset[str]]] = []
        self._greeting: frozenset[str] = frozenset()
        self._last: frozenset[str] = frozenset()
        self._document: frozenset[str] = frozenset()
        self._begun = False

    def enter(self, level: int, heading: str) -> None:
        """Take in a heading; one that names people sets whom its section speaks to."""
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        people = (
            frozenset() if heading.endswith("?") else actors_in(words.CONCERNED.sub("", heading))
        )
        self._headings.append((level, people))
        if (
            not self._begun
            and not self._document
            and level <= 5
            and not words.DATED.search(heading)
        ):
            self._document = people - {"School", "All"}
        if re.search(r"\b(?:appendix|annex|agreement)\b", heading, re.IGNORECASE):
            self._greeting = frozenset()
        self._last = frozenset()

    def notice(self, role: str, text: str) -> None:
        """Take in furniture: a greeting ("Dear Parents") sets whom the letter speaks to."""
        if role == "salutation":
            self._greeting = actors_in(text) or self._greeting
        elif role == "email-header" and text.lower().startswith("to:"):
            self._greeting = actors_in(text)

    def addressed(self) -> frozenset[str]:
        """Whom the passage speaks to; empty where nothing says so."""
        return self.locally_addressed() or self._document

    def locally_addressed(self) -> frozenset[str]:
        """Whom the letter or the headings in force speak to, without the document's own title."""
        if self._greeting:
            return self._greeting
        for _, people in reversed(self._headings):
            named = people - {"School", "All", "Admin"} or people & {"Admin", "All"}
            if named:
                return frozenset(named)
        return frozenset()

    def scope(self, people: frozenset[str]) -> None:
        """Take in a statement of scope: whom the document is for, if its title did not say."""
        self._document = self._document or people - {"School", "All"}

    def remember(self, binds: Iterable[str]) -> None:
        """Keep the last clause's people, for "they" at the start of the next."""
        self._last = frozenset(binds)
        self._begun = True

    def last(self) -> frozenset[str]:
        """The people of the clause before, in the same section."""
        return self._last


def whom_it_binds(
    text: str, lead_in: str, headings: Sequence[str], kind: str, setting: Setting
) -> tuple[str, ...]:
    """The audiences that a clause binds, in the fixed order of ``words.ORDER``; never empty."""
    found = _from_text(text, setting)
    if kind == FACT and words.SCOPE.match(text):
        found = actors_in(words.SCOPE.sub("", text))
        setting.scope(found)
    if not found and lead_in:
        found = _from_lead_in(text, lead_in, setting)
    if not found and words.THEY.search(_parted(text)[0]):
        found = setting.last()
    if not found and (kind != FACT or lead_in) and not _is_thing_passive(text):
        official = kind != FACT and words.OFFICIAL.search(_parted(text)[0])
        found = setting.locally_addressed() if official else setting.addressed()
    if not found:
        found = _default(text, kind, setting)
    found = _tidied(found, kind)
    setting.remember(found)
    return tuple(code for code in words.ORDER if code in found)


def _tidied(found: frozenset[str], kind: str) -> frozenset[str]:
    if len(found) > 1 and "All" in found:
        others = found - {"School", "All"}
        found = others if len(others) > 1 or others == {"Vol"} else frozenset({"All"})
    if "School" in found and kind == FACT and len(found) > 1:
        found -= {"School"}
    return found


def _from_lead_in(text: str, lead_in: str, setting: Setting) -> frozenset[str]:
    if words.AIM.search(lead_in):
        return frozenset({"School"}) if not words.AIM_FOR_ALL.match(text) else frozenset({"All"})
    people = _from_text(lead_in, setting)
    if not people:
        named = actors_in(lead_in)
        return named - {"School"} or named
    return people - {"School"} or people


def _from_text(text: str, setting: Setting) -> frozenset[str]:
    if words.FIRST_PERSON.match(text) or words.FIRST_PERSON.match(
        words.CLAUSE.sub("", text, count=1)
    ):
        return setting.addressed() or frozenset(
            {"Par"} if words.CHILD_OWN.search(text) else {"Pup"}
        )
    duty = words.DUTY_OF.search(text)
    if duty is not None and actors_in(duty.group(1)):
        return actors_in(duty.group(1))
    asked = words.ASKED.search(text)
    if asked is not None and asked.start() < 60 and actors_in(asked.group(1)):
        return actors_in(asked.group(1))
    subject, predicate = _parted(text)
    if words.REPORTED.match(subject) and re.search(r"\breported\b", predicate, re.IGNORECASE):
        return frozenset({"All"})
    people = (
        frozenset()
        if words.GERUND.match(subject)
        else actors_in(words.POSSESSIVE.sub("", words.RELATIVE.sub("", subject)))
    )
    if words.YOU.search(subject or text[:60]):
        people = setting.addressed() or people
    if words.TOLD.search(predicate[:45]) and not words.EXPECTED.search(predicate[:60]) and people:
        return people | {"School"}
    agent = _agent(text)
    if agent and words.PASSIVE.search(text):
        people = agent if not people or people <= {"Admin", "School"} else people | agent
    return people


def _parted(text: str) -> tuple[str, str]:
    """Subject and predicate without a condition in front; an instruction has no subject."""
    rest = words.CLAUSE.sub("", text, count=1)
    if begins_with_infinitive(rest) or begins_with_verb(rest) or rest.lower().startswith("not "):
        return "", rest
    verb = words.VERB.search(rest)
    return (rest[: verb.start()], rest[verb.start() :]) if verb is not None else ("", rest)


def _agent(text: str) -> frozenset[str]:
    found: set[str] = set()
    for match in words.BY.finditer(words.UNDER_CONDITION.sub("", text)):
        named = match.group(1)
        found |= actors_in("the " + named if named[:4].lower() == "head" else named)
    return frozenset(found)


def _is_thing_passive(text: str) -> bool:
    return bool(words.PASSIVE.search(text)) and not actors_in(_parted(text)[0])


def _default(text: str, kind: str, setting: Setting) -> frozenset[str]:
    subject, _ = _parted(text)
    if words.POLICY_READ.search(text):
        return frozenset({"All"})
    if kind == FACT:
        about = actors_in(text[m.end() :]) if (m := words.ABOUT.search(text)) else frozenset()
        return about - {"School", "Admin"} or frozenset({"All"})
    if subject and words.OFFICIAL.search(subject):
        return frozenset({"Admin"})
    if words.PASSIVE.search(text):
        return setting.addressed() or frozenset({"School"})
    if kind != FACT and setting.addressed():
        return setting.addressed()
    named = actors_in(text) - {"School"}
    return (
        frozenset({"Staff"}) if named and named <= {"Pup", "Par"} else named or frozenset({"All"})
    )
