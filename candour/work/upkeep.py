"""Keeps the table of jobs small: what is done goes after a week, failures stay for a person."""

from __future__ import annotations

from datetime import timedelta

from candour.kit import clock
from candour.work.jobs import periodic
from candour.work.models import Job, JobState, WorkerSeen

KEEP_DONE = timedelta(days=7)
KEEP_WORKERS = timedelta(days=1)


@periodic(daily="03:40")
def forget_finished_work() -> None:
    """Remove jobs done more than a week ago, and workers not heard of for a day."""
    now = clock.now()
    Job.objects.filter(state=JobState.DONE, finished_at__lt=now - KEEP_DONE).delete()
    WorkerSeen.objects.filter(seen_at__lt=now - KEEP_WORKERS).delete()
