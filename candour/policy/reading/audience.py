"""Whom a clause binds: from its subject, its lead-in, its headings, and who speaks to whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import actors as words
from .actors import actors_in
from .lexicon import begins_with_infinitive, begins_with_verb, deed_at
from .model import FACT
from .setting import Setting

_ANYBODY = re.compile(r"^(?:no ?body|no[- ]one|any ?one|anybody|every ?one|everybody)\b", re.I)
_OWN_ACCOUNTS = re.compile(r"\b(?:accounts|pages?|channels?|feeds?)\s*$", re.IGNORECASE)
_WE = re.compile(r"^(?:and |so )?we\b", re.IGNORECASE)
_PERSON = re.compile(r"^(?:mrs?|ms|miss|dr|mx)\.? [A-Z]", re.IGNORECASE)


def whom_it_binds(
    text: str, lead_in: str, headings: Sequence[str], kind: str, setting: Setting
) -> tuple[str, ...]:
    """The audiences that a clause binds, in the fixed order of ``words.ORDER``; never empty."""
    found = _from_text(text, setting)
    if kind == FACT and words.SCOPE.match(text):
        found = actors_in(words.SCOPE.sub("", text))
        setting.scope(found)
    if not found and lead_in and words.SCOPE.match(lead_in):
        found = actors_in(text)
        setting.widen_scope(found)
    if not found and lead_in:
        found = _from_lead_in(text, lead_in, setting)
    if not found and words.THEY.search(_parted(text)[0]):
        found = setting.last()
    if not found and (kind != FACT or lead_in) and not _is_thing_passive(text):
        official = kind != FACT and words.OFFICIAL.search(_parted(text)[0])
        found = setting.locally_addressed() if official else setting.addressed()
        if found <= {"Par", "Pup"} and _OWN_ACCOUNTS.search(_parted(text)[0]):
            found = frozenset({"Admin"})  # a letter to parents about the school's own accounts
    if not found:
        found = _default(text, kind, setting)
    if found == {"All"} and _ANYBODY.match(text):
        found = setting.locally_addressed() or setting.same_block() or found
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
    if setting.we() and _WE.match(words.CLAUSE.sub("", text, count=1)):
        return setting.we()
    if words.FIRST_PERSON.match(text) or words.FIRST_PERSON.match(
        words.CLAUSE.sub("", text, count=1)
    ):
        return setting.first_person() or frozenset(
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
        else actors_in(words.POSSESSIVE.sub("", _without_relative(subject)))
    )
    if not people and _PERSON.match(subject or text):
        people = frozenset({"Admin" if words.OFFICIAL.search(text) else "Staff"})
    if words.YOU.search(subject or text[:60]):
        people = setting.addressed() or people
    if words.TOLD.search(predicate[:45]) and not words.EXPECTED.search(predicate[:60]) and people:
        return people | {"School"}
    agent = _agent(text)
    if agent and words.PASSIVE.search(text):
        people = agent if not people or people <= {"Admin", "School"} else people | agent
    return people


def _without_relative(subject: str) -> str:
    """The subject up to "who", "from" and the like; a first word is never one of them."""
    return subject[:1] + words.RELATIVE.sub("", subject[1:])


def _parted(text: str) -> tuple[str, str]:
    """Subject and predicate without a condition in front; an instruction has no subject."""
    rest = words.CLAUSE.sub("", text, count=1)
    if begins_with_infinitive(rest) or begins_with_verb(rest) or rest.lower().startswith("not "):
        return "", rest
    verb = words.VERB.search(rest)
    at = verb.start() if verb is not None else deed_at(rest)
    return rest[:at], rest[at:]


def _agent(text: str) -> frozenset[str]:
    found: set[str] = set()
    for match in words.BY.finditer(words.UNDER_CONDITION.sub("", text)):
        named = match.group(1)
        found |= actors_in("the " + named)
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
        return setting.addressed() or setting.same_block() or frozenset({"School"})
    if kind != FACT and setting.addressed():
        return setting.addressed()
    named = actors_in(text) - {"School"}
    if begins_with_verb(text) and not named <= {"Pup", "Par"}:
        return frozenset({"All"})  # "Tell the head": the one told is not the one bound
    return (
        frozenset({"Staff"}) if named and named <= {"Pup", "Par"} else named or frozenset({"All"})
    )
