"""Who holds which job: claim, extend, finish, put back. Each is one statement, so that no two
workers can hold one job and a worker that lost its lease cannot write its outcome."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import F, Q

from candour.kit import clock
from candour.work.models import Job, JobState

LEASE = timedelta(seconds=60)
_FIRST_WAIT = 5.0
_LONGEST_WAIT = 3600.0
_MESSAGE = 300

_CLAIM = """
UPDATE work_job SET state = %s, lease_token = %s, lease_until = %s, worker = %s, started_at = %s,
    attempts = attempts + 1
WHERE id = (
    SELECT id FROM work_job WHERE state = %s AND run_after <= %s AND queue = %s
    ORDER BY priority DESC, run_after, id LIMIT 1 {skip}
)
RETURNING *
"""


class LeaseLost(Exception):
    """The job is no longer held by this worker: another may have begun it."""


def _plain(field: str, value: Any) -> Any:
    return Job._meta.get_field(field).get_db_prep_value(value, connection)  # type: ignore[union-attr]


def something_due(queue: str = "default") -> bool:
    """Whether a job waits whose time has come; a cheap look before the write that a claim is."""
    due = Job.objects.filter(state=JobState.READY, run_after__lte=clock.now(), queue=queue)
    return due.exists()


@contextmanager
def _need_not_last() -> Iterator[None]:
    """Commit without waiting for the disk. A claim that a power cut undoes is a job that waits
    again, as it should; what the job itself commits waits for the disk as everything else does."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=NORMAL")
            try:
                yield
            finally:
                cursor.execute("PRAGMA synchronous=FULL")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            # The planner, its figures out of date after many were enqueued, would sort them all for
            # each claim; the index has them in order.
            cursor.execute("SET LOCAL synchronous_commit TO off; SET LOCAL enable_sort TO off")
            yield


def claim(worker: str, queue: str = "default") -> Job | None:
    """Take the next job that is due, highest priority and oldest first; None when there is none."""
    now = clock.now()
    skip = "FOR UPDATE SKIP LOCKED" if connection.features.has_select_for_update_skip_locked else ""
    values = [
        JobState.RUNNING.value,
        _plain("lease_token", uuid4()),
        _plain("lease_until", now + LEASE),
        worker,
        _plain("started_at", now),
        JobState.READY.value,
        _plain("run_after", now),
        queue,
    ]
    with _need_not_last():
        found = list(Job.objects.raw(_CLAIM.format(skip=skip), values))
    return found[0] if found else None


def extend(tokens: Iterable[UUID]) -> int:
    """Hold these jobs for another lease; returns how many are still held."""
    held = Job.objects.filter(lease_token__in=list(tokens), state=JobState.RUNNING)
    return held.update(lease_until=clock.now() + LEASE)


def _held(job: Job) -> Any:
    return Job.objects.filter(pk=job.pk, lease_token=job.lease_token, state=JobState.RUNNING)


def finish(job: Job) -> None:
    """Mark a held job done and forget its arguments. Raises LeaseLost when it is not held any more:
    inside the job's own transaction that undoes the work, which the other holder does."""
    done = _held(job).update(
        state=JobState.DONE,
        finished_at=clock.now(),
        arguments={},
        lease_token=None,
        lease_until=None,
        error_class="",
        error_message="",
    )
    if not done:
        raise LeaseLost(str(job.pk))


def next_wait(attempts: int) -> timedelta:
    """How long to wait after this many attempts: doubling from 5 seconds to an hour, give or take
    half, so that many jobs that failed together do not come back together."""
    wait = min(_FIRST_WAIT * 2 ** (attempts - 1), _LONGEST_WAIT)
    return timedelta(seconds=wait * (0.5 + secrets.randbelow(1001) / 1000))


def fail(job: Job, error: BaseException) -> JobState:
    """Note why a held job failed; it waits for another attempt, or stays failed for a person."""
    given_up = job.attempts >= job.max_attempts
    now = clock.now()
    state = JobState.FAILED if given_up else JobState.READY
    _held(job).update(
        state=state,
        error_class=f"{type(error).__module__}.{type(error).__qualname__}"[:200],
        error_message=str(error)[:_MESSAGE],
        run_after=now if given_up else now + next_wait(job.attempts),
        finished_at=now if given_up else None,
        lease_token=None,
        lease_until=None,
    )
    return state


def put_back(tokens: Iterable[UUID]) -> int:
    """Give up jobs that were not finished when the worker was asked to stop; the attempt is not
    counted. Returns how many."""
    held = Job.objects.filter(lease_token__in=list(tokens), state=JobState.RUNNING)
    return held.update(
        state=JobState.READY, lease_token=None, lease_until=None, attempts=F("attempts") - 1
    )


def _orphaned(which: Q) -> int:
    running = Job.objects.filter(which, state=JobState.RUNNING)
    gone: dict[str, Any] = {"lease_token": None, "lease_until": None}
    worn_out = running.filter(attempts__gte=F("max_attempts")).update(
        state=JobState.FAILED,
        finished_at=clock.now(),
        error_class="candour.work.WorkerDied",
        error_message="The worker stopped while it did this, each time.",
        **gone,
    )
    return worn_out + running.update(state=JobState.READY, **gone)


def free_expired(now: datetime | None = None) -> int:
    """Put jobs back whose lease ran out, because their worker died or hung; returns how many."""
    return _orphaned(Q(lease_until__lt=now or clock.now()))


def free_of_workers(workers: Iterable[str]) -> int:
    """Put jobs back that are held by workers known to be dead; returns how many."""
    return _orphaned(Q(worker__in=list(workers)))
