"""What happened to people, for the apps above to react to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from candour.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class RoleGiven(Event):
    """A person was given a role (``role`` is a value of ``Role``) from ``starts_on``."""

    person_id: UUID
    role: str
    starts_on: date


@dataclass(frozen=True, kw_only=True)
class RoleEnded(Event):
    """A person no longer holds a role; ``ended_on`` is its last day. Told on the day after."""

    person_id: UUID
    role: str
    ended_on: date


@dataclass(frozen=True, kw_only=True)
class PersonLeft(Event):
    """A person is no longer of the school; ``left_on`` is the first day on which they were not.
    Told on that day: what they answered for needs somebody else."""

    person_id: UUID
    left_on: date
