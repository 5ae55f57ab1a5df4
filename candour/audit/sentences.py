"""An entry as one plain sentence: its kind's words with the facts filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from candour.audit.models import Entry, PersonalPart
from candour.kit.manifest import audit_kinds
from candour.ui.dates import day

MISSING = "–"
_FIELD = re.compile(r"\{(\w+)\}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def personal_of(entry: Entry) -> dict[str, Any]:
    """What the entry says about people; empty where it never did or where it was erased."""
    try:
        part: PersonalPart = entry.personal
    except PersonalPart.DoesNotExist:
        return {}
    return dict(part.fields)


def sentence_of(entry: Entry, actor_name: str) -> str:
    """The entry in words. A fact that is missing (or was erased) is shown as a dash; a kind that is
    no longer declared by its name."""
    kind = audit_kinds().get(entry.kind)
    if kind is None:
        return f"{actor_name}: {entry.kind}"
    return filled(kind.sentence, {**entry.facts, **personal_of(entry), "actor": actor_name})


def filled(sentence: str, facts: Mapping[str, Any]) -> str:
    """A sentence with its fields in braces filled in. Nothing but whole names is looked up, so that
    no sentence can reach into an object. The result is plain text, to be escaped where shown."""
    return _FIELD.sub(lambda found: _words(facts.get(found.group(1))), sentence)


def _words(value: Any) -> str:
    if value is None or value == "":
        return MISSING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_words(each) for each in value) or MISSING
    if isinstance(value, dict):
        return "; ".join(f"{name} {_words(each)}" for name, each in value.items()) or MISSING
    return _day(str(value))


def _day(text: str) -> str:
    """A date as it stands in the facts (2026-09-12), in words; anything else as it is."""
    if not _DATE.fullmatch(text):
        return text
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text
