"""What one may ask of background work: how it goes, and what failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from candour.kit import clock
from candour.work.models import Job, JobState, WorkerSeen

LATE_AFTER = timedelta(minutes=2)


def failed_jobs() -> QuerySet[Job]:
    """Jobs that were given up and wait for a person, newest first."""
    return Job.objects.filter(state=JobState.FAILED).order_by("-finished_at")


def waiting_jobs() -> int:
    """How many jobs wait whose time has come."""
    return Job.objects.filter(state=JobState.READY, run_after__lte=clock.now()).count()


@dataclass(frozen=True)
class Pulse:
    """The worker that was heard of last: when, and ``word``: ok, late (more than two minutes ago)
    or none (never)."""

    seen_at: datetime | None
    word: str


def last_pulse() -> Pulse:
    """When a worker was last heard of."""
    seen = WorkerSeen.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()
    if seen is None:
        return Pulse(None, "none")
    return Pulse(seen, "ok" if clock.now() - seen <= LATE_AFTER else "late")
