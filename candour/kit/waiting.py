"""What waits for a person: each app's ``waiting.py`` says what it has for them."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps


@dataclass(frozen=True)
class Waiting:
    """One thing that waits.

    ``state`` is a key of ``ui.states`` (overdue, due_soon, nobody, suspect, not_started) and gives
    its sign; ``title`` begins with a verb; ``url`` is where to do it; ``context`` is one short
    line; ``clause`` a clause id or empty; ``due`` sorts within a state.
    """

    state: str
    title: str
    url: str
    context: str = ""
    clause: str = ""
    due: date | None = None


Source = Callable[[Any], list[Waiting]]
_ORDER = ("overdue", "expired", "nobody", "suspect", "due_soon", "not_started")


def sources() -> list[Source]:
    """Every installed app's ``waiting.waiting_for`` (person) in the order of the apps."""
    found = []
    for config in apps.get_app_configs():
        name = f"{config.name}.waiting"
        if config.name.startswith("candour.") and importlib.util.find_spec(name):
            found.append(importlib.import_module(name).waiting_for)
    return found


def waiting_for(person: Any) -> list[Waiting]:
    """Everything that waits for this person, worst first, then by date. Each source costs a fixed
    number of queries."""
    everything = [each for source in sources() for each in source(person)]
    return sorted(
        everything,
        key=lambda each: (
            _ORDER.index(each.state) if each.state in _ORDER else len(_ORDER),
            each.due or date.max,
            each.title,
        ),
    )
