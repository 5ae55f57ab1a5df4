"""Jobs and an event that the tests of background work declare."""

from __future__ import annotations

import dataclasses
from datetime import date
from uuid import UUID

from django_scopes import get_scope

from candour.kit.events import Event, handles
from candour.schools.models import Trust
from candour.work.jobs import job

SEEN: list[object] = []


@job
def note_trust(*, name: str) -> None:
    """Write a row, so that it can be seen whether the work was kept."""
    Trust.objects.create(name=name, slug=name)
    if name.startswith("bad"):
        raise ValueError("this name is bad")


@job(own_transactions=True, max_attempts=2)
def note_trust_apart(*, name: str) -> None:
    """As above, with transactions of its own."""
    Trust.objects.get_or_create(name=name, slug=name)
    raise ValueError("after the row")


@job
def note_scope() -> None:
    """Note which school is in scope."""
    SEEN.append(get_scope().get("school"))


@job
def note_school(*, school_id: str, day: str = "") -> None:
    """Note the arguments as they arrive."""
    SEEN.append((school_id, day))


@job(priority=10)
def note_word(*, word: str) -> None:
    """Note a word."""
    SEEN.append(word)


@job
def note_lease_lost(*, name: str) -> None:
    """Write a row while another worker takes the job over."""
    from candour.work.models import Job

    Trust.objects.create(name=name, slug=name)
    Job.objects.update(lease_token=None)


@dataclasses.dataclass(frozen=True, kw_only=True)
class SomethingHappened(Event):
    """An event of the tests."""

    thing: UUID
    on: date


@handles(SomethingHappened)
def note_event(event: SomethingHappened) -> None:
    """Note the event and the school in scope."""
    SEEN.append((event, get_scope()["school"].pk))
