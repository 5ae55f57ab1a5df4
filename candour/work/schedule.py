"""Work that comes round: which due time was the last one, and its row in the queue.

Every due time has a key that is unique in the table of jobs; so two workers cannot run one twice,
and one that was missed (the machine was off) is caught up once, not as often as it was missed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone
from django.utils.module_loading import import_string

from candour.kit import clock
from candour.schools.models import School
from candour.work.models import Job


@dataclass(frozen=True)
class Periodic:
    """A rhythm of a task: each day at ``at`` (local time), or every ``minutes`` since midnight UTC
    of 1 January 1970; for each school or once for the installation."""

    task: str
    at: time | None
    minutes: int
    each_school: bool

    @classmethod
    def of(cls, task: str, daily: str, every_minutes: int, each_school: bool) -> Periodic:
        """Check and make one. Raises ValueError unless exactly one rhythm is given."""
        if bool(daily) == bool(every_minutes) or every_minutes < 0:
            raise ValueError(f"{task}: give daily or every_minutes, one of the two")
        return cls(task, time.fromisoformat(daily) if daily else None, every_minutes, each_school)

    def last_due(self, now: datetime) -> tuple[datetime, str]:
        """The newest due time that is not after ``now``, and the key of that time. A daily time is
        keyed by its date, so that a change of the clocks cannot make it come twice."""
        if self.at is None:
            period = self.minutes * 60
            due = datetime.fromtimestamp(now.timestamp() // period * period, tz=UTC)
            return due, due.strftime("%Y-%m-%dT%H:%MZ")
        day = timezone.localdate(now)
        if self._moment(day, self.at) > now:
            day -= timedelta(days=1)
        return self._moment(day, self.at), day.isoformat()

    @staticmethod
    def _moment(day: date, at: time) -> datetime:
        """A local time of a day in UTC. A time that the clocks leave out counts as if they had not
        changed yet; one that comes twice is the first of the two."""
        zone = timezone.get_default_timezone()
        return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


_declared: dict[str, Periodic] = {}


def declare(periodic: Periodic) -> None:
    """Take a rhythm in; called by ``@periodic``."""
    _declared[periodic.task] = periodic


def periodics() -> list[Periodic]:
    """Every declared rhythm, by the name of its task."""
    return [_declared[name] for name in sorted(_declared)]


def _missing_rows(now: datetime) -> Iterator[Job]:
    schools = list(School.objects.order_by("slug").values_list("pk", flat=True))
    for each in periodics():
        due, key = each.last_due(now)
        task = import_string(each.task)
        for school_id in schools if each.each_school else [None]:
            yield Job(
                task=each.task,
                school_id=school_id,
                arguments={} if school_id is None else {"school_id": str(school_id)},
                priority=task.priority,
                max_attempts=task.options.run.max_attempts,
                run_after=due,
                enqueued_at=now,
                due_key=f"{each.task}@{key}" + (f"@{school_id}" if school_id else ""),
            )


def enqueue_due(now: datetime | None = None) -> int:
    """Put every periodic job in the queue whose last due time is not there yet; returns how many
    rows were tried (another worker may have been first)."""
    rows = list(_missing_rows(now or clock.now()))
    keys = [row.due_key for row in rows]
    there = set(Job.objects.filter(due_key__in=keys).values_list("due_key", flat=True))
    missing = [row for row in rows if row.due_key not in there]
    Job.objects.bulk_create(missing, ignore_conflicts=True)
    return len(missing)
