"""For tests: the background work that is due, done here and now."""

from __future__ import annotations

from datetime import datetime

from candour.work import leases
from candour.work.models import JobState
from candour.work.running import run_job
from candour.work.schedule import enqueue_due


def run_jobs(*, raising: bool = True, limit: int = 1000) -> int:
    """Run every job that is due, and those that they enqueue; returns how many ran.

    ``raising`` re-raises what a job raised, so that a test sees it; otherwise the job is left as a
    worker would leave it. Raises RuntimeError after ``limit`` jobs, which is work without end.
    """
    for ran in range(limit):
        job = leases.claim("test")
        if job is None:
            return ran
        outcome = run_job(job)
        if raising and outcome.state != JobState.DONE and outcome.error is not None:
            raise outcome.error
    raise RuntimeError(f"{limit} jobs ran and more are due: does one enqueue itself?")


def run_periodic(now: datetime | None = None) -> int:
    """Enqueue the periodic jobs whose last due time before ``now`` was not run, then run all that
    is due; returns how many ran."""
    enqueue_due(now)
    return run_jobs()
