"""Runs one claimed job and writes down how it went. Logs its name, id, duration and outcome, never
what it was about."""

from __future__ import annotations

import time
from dataclasses import dataclass

import structlog
from django.db import transaction
from django.utils.module_loading import import_string

from candour.work import leases
from candour.work.models import Job, JobState

log = structlog.get_logger("candour.work")


@dataclass(frozen=True)
class Outcome:
    """How one run ended: ``done``, ``ready`` (tried again later), ``failed`` or ``lost`` (another
    worker holds the job now), and the error where there was one."""

    state: str
    error: Exception | None = None


def _run(job: Job) -> None:
    """Call the function. Unless it opens its own transactions, its work and "done" are committed
    together, so that a crash between the two is impossible."""
    task = import_string(job.task)
    declared = getattr(task.func, "declared", None)
    if declared is not None and declared.run.own_transactions:
        task.call(**job.arguments)
        leases.finish(job)
        return
    with transaction.atomic():
        task.call(**job.arguments)
        leases.finish(job)


def run_job(job: Job) -> Outcome:
    """Run a job that this worker holds; never raises for what the job does."""
    began = time.monotonic()
    try:
        _run(job)
        outcome = Outcome(JobState.DONE)
    except leases.LeaseLost as lost:
        outcome = Outcome("lost", lost)
    except Exception as error:  # whatever a job raises is its own failure, not the worker's
        outcome = Outcome(leases.fail(job, error), error)
    log.info(
        "job",
        name=job.task,
        id=str(job.pk),
        seconds=round(time.monotonic() - began, 3),
        outcome=str(outcome.state),
        attempt=job.attempts,
        error=type(outcome.error).__name__ if outcome.error else None,
    )
    return outcome
