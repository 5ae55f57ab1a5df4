"""The django-tasks backend: to enqueue is to insert a row, in the caller's transaction.

Another backend (django-ox, once Python is 3.12) takes its place by the setting ``TASKS``.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from candour.kit import clock
from candour.work.models import Job, JobState

_STATUS = {
    JobState.READY: TaskResultStatus.READY,
    JobState.RUNNING: TaskResultStatus.RUNNING,
    JobState.DONE: TaskResultStatus.SUCCESSFUL,
    JobState.FAILED: TaskResultStatus.FAILED,
}
_ATTEMPTS = 8


class LeaseBackend(BaseTaskBackend):
    """Jobs as rows that workers lease."""

    supports_defer = True
    supports_priority = True
    supports_get_result = True

    def enqueue(self, task: Task[..., Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        """Insert the job. Raises TypeError for positional arguments and for values that JSON
        cannot hold; nothing is queued then."""
        self.validate_task(task)
        if args:
            raise TypeError(f"{task.name}: a job takes keyword arguments only")
        now = clock.now()
        declared = getattr(task.func, "declared", None)
        row = Job(
            task=task.module_path,
            queue=task.queue_name,
            priority=task.priority,
            run_after=task.run_after or now,
            enqueued_at=now,
            max_attempts=declared.run.max_attempts if declared else _ATTEMPTS,
        )
        result = _result(task, row, dict(kwargs), self.alias)
        row.arguments = result.kwargs
        row.school_id = _school(result.kwargs)
        row.save(force_insert=True)
        return result

    def get_result(self, result_id: str) -> TaskResult[Any]:
        """The job's present state. Raises TaskResultDoesNotExist when there is none (any more)."""
        try:
            row = Job.objects.get(pk=UUID(str(result_id)))
        except (Job.DoesNotExist, ValueError):
            raise TaskResultDoesNotExist(result_id) from None
        return _result(import_string(row.task), row, row.arguments, self.alias)


def _school(arguments: dict[str, Any]) -> UUID | None:
    given = arguments.get("school_id")
    return UUID(given) if given else None


def _result(
    task: Task[..., Any], row: Job, arguments: dict[str, Any], alias: str
) -> TaskResult[Any]:
    """A row as django-tasks shows it. The class of an error is told, never a traceback, in which
    arguments could stand."""
    return TaskResult(
        task=task,
        id=str(row.pk),
        status=_STATUS[JobState(row.state)],
        enqueued_at=row.enqueued_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
        last_attempted_at=row.started_at,
        args=[],
        kwargs=arguments,
        backend=alias,
        errors=[TaskError(exception_class_path=row.error_class, traceback="")]
        if row.error_class
        else [],
        worker_ids=[row.worker] * row.attempts,
    )
