"""An entry as one plain sentence: its kind's words with the facts filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from candour.audit.models import Entry, PersonalPart
from candour.kit.manifest import audit_kinds

MISSING = "–"
_FIELD = re.compile(r"\{(\w+)\}")


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
    return str(value)
