"""Jobs: enqueued with the change that asks for them, run at least once, tried again, given up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import transaction
from django_scopes import scope
from django_tasks.base import TaskResultStatus

from candour.kit import clock
from candour.kit.events import announce
from candour.schools.models import School, Trust
from candour.work import leases
from candour.work.models import Job, JobState
from candour.work.running import run_job
from candour.work.testing import run_jobs
from tests.work import declared

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 9, 14, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def seen() -> Iterator[list[object]]:
    declared.SEEN.clear()
    yield declared.SEEN
    declared.SEEN.clear()


def a_school(slug: str = "larkfield") -> School:
    return School.objects.create(slug=slug, name="Larkfield Primary")


def test_a_job_runs_once_and_forgets_its_arguments() -> None:
    result = declared.note_trust.enqueue(name="one")
    assert result.status == TaskResultStatus.READY
    assert run_jobs() == 1
    assert run_jobs() == 0
    assert list(Trust.objects.values_list("name", flat=True)) == ["one"]
    row = Job.objects.get()
    assert (row.state, row.arguments, row.attempts) == (JobState.DONE, {}, 1)
    result.refresh()
    assert result.status == TaskResultStatus.SUCCESSFUL


def test_a_job_of_a_transaction_that_was_undone_never_runs() -> None:
    with transaction.atomic():
        declared.note_trust.enqueue(name="one")
        transaction.set_rollback(True)
    assert run_jobs() == 0
    assert Trust.objects.count() == 0


def test_wrong_arguments_are_refused_when_enqueued() -> None:
    with pytest.raises(TypeError):
        declared.note_trust.enqueue(nme="one")
    with pytest.raises(TypeError):
        declared.note_trust.enqueue(name=object())
    assert Job.objects.count() == 0


def test_a_job_runs_in_its_school_and_in_no_other(seen: list[object]) -> None:
    school = a_school()
    with scope(school=a_school("other")):
        declared.note_scope.enqueue(school_id=school.pk)
        declared.note_scope.enqueue()
        run_jobs()
    assert seen == [school, None]


def test_uuids_and_dates_arrive_as_text(seen: list[object]) -> None:
    school = a_school()
    declared.note_school.enqueue(school_id=school.pk, day=date(2026, 9, 14))
    run_jobs()
    assert seen == [(str(school.pk), "2026-09-14")]


def test_a_job_that_fails_keeps_nothing_of_its_work_and_waits_longer_each_time() -> None:
    declared.note_trust.enqueue(name="bad")
    waits = []
    with time_machine.travel(NOON, tick=False) as at:
        for _ in range(8):
            Job.objects.update(run_after=clock.now())
            assert run_jobs(raising=False) == 1
            row = Job.objects.get()
            waits.append((row.run_after - clock.now()).total_seconds())
            at.shift(timedelta(hours=2))
    assert Trust.objects.count() == 0
    assert row.state == JobState.FAILED
    assert (row.error_class, row.error_message) == ("builtins.ValueError", "this name is bad")
    for attempt, wait in enumerate(waits[:-1], start=1):
        middle = 5 * 2 ** (attempt - 1)
        assert middle * 0.5 <= wait <= middle * 1.5
    assert waits[-1] == 0


def test_a_job_with_its_own_transactions_keeps_what_it_committed() -> None:
    declared.note_trust_apart.enqueue(name="half")
    assert run_jobs(raising=False) == 1
    assert Trust.objects.count() == 1
    Job.objects.update(run_after=clock.now())
    run_jobs(raising=False)
    assert Job.objects.get().state == JobState.FAILED


def test_a_worker_that_lost_its_lease_keeps_nothing() -> None:
    declared.note_lease_lost.enqueue(name="twice")
    job = leases.claim("a")
    assert job is not None
    assert run_job(job).state == "lost"
    assert Trust.objects.count() == 0


def test_higher_priority_first_then_the_oldest(seen: list[object]) -> None:
    school = a_school()
    declared.note_school.enqueue(school_id=school.pk, day="first")
    declared.note_school.enqueue(school_id=school.pk, day="second")
    declared.note_word.enqueue(word="urgent")
    run_jobs()
    assert seen == ["urgent", (str(school.pk), "first"), (str(school.pk), "second")]


def test_a_job_waits_for_its_time(seen: list[object]) -> None:
    with time_machine.travel(NOON, tick=False) as at:
        later = declared.note_word.using(run_after=NOON + timedelta(minutes=5))
        later.enqueue(word="later")
        assert run_jobs() == 0
        assert not leases.something_due()
        at.shift(timedelta(minutes=5))
        assert leases.something_due()
        assert run_jobs() == 1
    assert seen == ["later"]


def test_an_expired_lease_is_freed_and_an_extended_one_is_not() -> None:
    with time_machine.travel(NOON, tick=False) as at:
        declared.note_word.enqueue(word="dies")
        declared.note_word.enqueue(word="lives")
        dead, alive = leases.claim("dead"), leases.claim("alive")
        assert dead is not None
        assert alive is not None
        at.shift(timedelta(seconds=50))
        assert leases.extend([alive.lease_token or uuid4()]) == 1
        at.shift(timedelta(seconds=20))
        assert leases.free_expired() == 1
        again = leases.claim("second")
    assert again is not None
    assert (again.pk, again.attempts) == (dead.pk, 2)
    with pytest.raises(leases.LeaseLost):
        leases.finish(dead)
    leases.finish(again)


def test_a_job_that_kills_its_worker_each_time_is_given_up() -> None:
    declared.note_word.enqueue(word="kills")
    for _ in range(8):
        assert leases.claim("w") is not None
        assert leases.free_of_workers(["w"]) == 1
    assert leases.claim("w") is None
    assert Job.objects.get().state == JobState.FAILED


def test_a_job_put_back_does_not_count_the_attempt() -> None:
    declared.note_word.enqueue(word="slow")
    job = leases.claim("w")
    assert job is not None
    assert leases.put_back([job.lease_token or uuid4()]) == 1
    row = Job.objects.get()
    assert (row.state, row.attempts, row.lease_token) == (JobState.READY, 0, None)


def test_an_event_becomes_one_job_for_each_handler(seen: list[object]) -> None:
    school = a_school()
    event = declared.SomethingHappened(school_id=school.pk, thing=uuid4(), on=date(2026, 9, 1))
    announce(event)
    assert Job.objects.get().school_id == school.pk
    assert seen == []
    run_jobs()
    assert seen == [(event, school.pk)]


def test_run_jobs_shows_what_a_job_raised() -> None:
    declared.note_trust.enqueue(name="bad")
    with pytest.raises(ValueError, match="this name is bad"):
        run_jobs()
