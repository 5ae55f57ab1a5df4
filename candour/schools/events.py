"""News of schools."""

from __future__ import annotations

from dataclasses import dataclass

from candour.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class SchoolCreated(Event):
    """A school was set up; it has a name and an address, and nothing else yet."""


@dataclass(frozen=True, kw_only=True)
class SettingsChanged(Event):
    """How a school is reached, or where its other rules stand, was changed or checked."""


@dataclass(frozen=True, kw_only=True)
class CalendarChanged(Event):
    """A school's terms or closed days changed."""
