"""Small values that components draw. Each may be given as a dictionary with the same names too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from candour.kit.waiting import Waiting


@dataclass(frozen=True)
class Tile:
    """One clause in the quilt: its reference (STA-14), short title, state key and address."""

    reference: str
    title: str
    state: str
    url: str


@dataclass(frozen=True)
class QuiltSection:
    """One row of the quilt: the section's title, its tiles in order and, if it has one, its
    page."""

    title: str
    tiles: Sequence[Tile]
    url: str = ""


@dataclass(frozen=True)
class Task:
    """One line of "Waiting for me": what to do, where, how urgent, and one line of context."""

    title: str
    url: str
    state: str
    context: str = ""
    reference: str = ""


def tasks_of(waiting: Iterable[Waiting]) -> list[Task]:
    """What waits for somebody, as the list component draws it."""
    return [Task(one.title, one.url, one.state, one.context, one.clause) for one in waiting]


@dataclass(frozen=True)
class Stat:
    """A figure with its label; ``of`` is the whole it is part of, ``tone`` green, amber or red."""

    label: str
    value: int | str
    of: int | str = ""
    tone: str = ""


@dataclass(frozen=True)
class Bar:
    """One bar of a chart. ``text`` is how the value is written, where not as the bare number."""

    label: str
    value: float
    tone: str = "green"
    text: str = ""


@dataclass(frozen=True)
class Crumb:
    """One step of a breadcrumb; the last step, this page, has no URL."""

    title: str
    url: str = ""


@dataclass(frozen=True)
class Entry:
    """One line of a history: when, who, what happened, and more detail if there is any."""

    when: date | datetime
    who: str
    what: str
    detail: str = ""
