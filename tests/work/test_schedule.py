"""Work that comes round: once for each due time, however many workers; caught up once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.schools.models import School
from candour.work import schedule
from candour.work.jobs import periodic
from candour.work.models import Job
from candour.work.schedule import Periodic, enqueue_due
from candour.work.testing import run_periodic
from tests.work import declared

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No rhythms but those that the test declares."""
    monkeypatch.setattr(schedule, "_declared", {})
    declared.SEEN.clear()
    yield
    declared.SEEN.clear()


@pytest.mark.django_db
@pytest.mark.usefixtures("only")
def test_a_due_time_is_enqueued_once_and_missed_ones_are_caught_up_once() -> None:
    periodic(daily="02:15")(declared.note_scope)
    first = datetime(2026, 1, 5, 2, 20, tzinfo=UTC)
    assert [run_periodic(first), run_periodic(first)] == [1, 0]
    assert run_periodic(first + timedelta(days=9)) == 1
    assert declared.SEEN == [None, None]


@pytest.mark.django_db
@pytest.mark.usefixtures("only")
def test_two_workers_that_enqueue_at_once_make_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    periodic(every_minutes=5)(declared.note_scope)
    now = datetime(2026, 1, 5, 2, 21, tzinfo=UTC)
    rows = list(schedule._missing_rows(now))
    enqueue_due(now)
    Job.objects.bulk_create(rows, ignore_conflicts=True)
    assert Job.objects.get().run_after == datetime(2026, 1, 5, 2, 20, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.usefixtures("only")
def test_for_each_school_in_its_scope() -> None:
    schools = ["larkfield", "other"]
    for slug in schools:
        School.objects.create(slug=slug, name=slug)
    periodic(daily="02:15", each_school=True)(declared.note_scope)
    assert run_periodic(datetime(2026, 1, 5, 3, 0, tzinfo=UTC)) == 2
    assert sorted(school.slug for school in declared.SEEN) == schools


def test_one_rhythm_is_wanted() -> None:
    for wrong in ({}, {"daily": "02:15", "every_minutes": 5}, {"every_minutes": -1}):
        with pytest.raises(ValueError, match="one of the two"):
            periodic(**wrong)(declared.note_scope)  # type: ignore[arg-type]


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)))
def test_a_daily_time_comes_once_for_each_date_whatever_the_clocks_do(now: datetime) -> None:
    daily = Periodic.of("t", "01:30", 0, False)
    due, key = daily.last_due(now)
    assert due <= now
    assert now - due <= timedelta(hours=25)
    assert daily.last_due(due) == (due, key)
    before, other = daily.last_due(due - timedelta(seconds=1))
    assert other != key
    assert before < due
    assert key == due.astimezone(LONDON).date().isoformat()


@pytest.mark.parametrize(
    ("now", "due", "key"),
    [
        # 01:30 on 29 March 2026 is left out; on 25 October 2026 it comes twice.
        ("2026-03-29T01:29", "2026-03-28T01:30", "2026-03-28"),
        ("2026-03-29T01:30", "2026-03-29T01:30", "2026-03-29"),
        ("2026-10-25T00:30", "2026-10-25T00:30", "2026-10-25"),
        ("2026-10-25T01:45", "2026-10-25T00:30", "2026-10-25"),
        ("2026-10-26T01:30", "2026-10-26T01:30", "2026-10-26"),
    ],
)
def test_a_daily_time_on_the_days_when_clocks_change(now: str, due: str, key: str) -> None:
    moment, due_at = (datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (now, due))
    assert Periodic.of("t", "01:30", 0, False).last_due(moment) == (due_at, key)
