"""How an app declares background work: ``@job`` and ``@periodic`` in its ``jobs.py``.

A job is a module-level function of keyword arguments that JSON can hold. It runs *at least* once:
after a crash it may run again, and must do no harm then. The declared function is a task of the
django-tasks interface, so that another backend can take over by one setting.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, overload
from uuid import UUID

from django.db import transaction
from django_scopes import scope
from django_scopes.state import state as scope_state
from django_tasks.base import Task, TaskResult

from candour.schools.models import School
from candour.work.schedule import Periodic, declare

Function = Callable[..., Any]


@dataclass(frozen=True)
class JobOptions:
    """How a job is run: ``max_attempts`` before it is left to a person; ``own_transactions`` when
    it opens its own (long work) instead of being one transaction as a whole."""

    max_attempts: int = 8
    own_transactions: bool = False


class JobTask(Task[..., None]):
    """A declared job. ``enqueue`` puts a call in the queue, in the caller's transaction; calling it
    runs it here and now."""

    __slots__ = ()

    def enqueue(self, **arguments: Any) -> TaskResult[None]:
        """Queue one call. ``school_id`` opens that school's scope. UUIDs and dates go as text.

        Raises TypeError at once for arguments that the function does not take.
        """
        self.options.signature.bind(**self.options.known(arguments))
        return super().enqueue(**{name: _plain(value) for name, value in arguments.items()})

    def __call__(self, **arguments: Any) -> None:
        """Run now, as the worker would."""
        self.call(**arguments)

    @property
    def options(self) -> _Declared:
        """What was declared beside the function."""
        declared: _Declared = self.func.declared  # type: ignore[attr-defined]
        return declared


@dataclass(frozen=True)
class _Declared:
    """The function's signature, whether it wants ``school_id`` itself, and its options."""

    signature: inspect.Signature
    run: JobOptions

    @property
    def wants_school(self) -> bool:
        return "school_id" in self.signature.parameters

    def known(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """The arguments that reach the function: ``school_id`` only where it asks for it."""
        if self.wants_school:
            return arguments
        return {name: value for name, value in arguments.items() if name != "school_id"}


def _plain(value: Any) -> Any:
    """A UUID or a date as text; all else unchanged."""
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, date | datetime) else value


@contextmanager
def _only_scope(school_id: str | UUID | None) -> Iterator[None]:
    """The school's scope and no other; outside any school where there is none."""
    token = scope_state.set(None)
    try:
        if school_id is None:
            yield
        else:
            with scope(school=School.objects.get(pk=school_id)):
                yield
    finally:
        scope_state.reset(token)


def _prepared(function: Function, options: JobOptions) -> Function:
    """The function as any backend may call it: in its school's scope, in one transaction."""
    declared = _Declared(inspect.signature(function), options)

    @functools.wraps(function)
    def run(**arguments: Any) -> None:
        with _only_scope(arguments.get("school_id")):
            if options.own_transactions:
                function(**declared.known(arguments))
            else:
                with transaction.atomic():
                    function(**declared.known(arguments))

    run.declared = declared  # type: ignore[attr-defined]
    return run


@overload
def job(function: Function) -> JobTask:
    """Bare: ``@job``."""


@overload
def job(
    *, own_transactions: bool = False, max_attempts: int = 8, priority: int = 0
) -> Callable[[Function], JobTask]:
    """With options: ``@job(max_attempts=3)``."""


def job(
    function: Function | None = None,
    *,
    own_transactions: bool = False,
    max_attempts: int = 8,
    priority: int = 0,
) -> JobTask | Callable[[Function], JobTask]:
    """Declare a job, bare or with options. ``priority`` runs from -100 to 100, higher first."""
    options = JobOptions(max_attempts=max_attempts, own_transactions=own_transactions)

    def decorate(given: Function) -> JobTask:
        if isinstance(given, JobTask):
            raise TypeError(f"{given.name} is declared a job already")
        return JobTask(func=_prepared(given, options), priority=priority)

    return decorate if function is None else decorate(function)


def periodic(
    *,
    daily: str = "",
    every_minutes: int = 0,
    each_school: bool = False,
    own_transactions: bool = False,
    max_attempts: int = 8,
    priority: int = 0,
) -> Callable[[Any], JobTask]:
    """Declare a job that comes round: ``daily="02:15"`` (local time) or ``every_minutes=5``.

    A time missed while no worker ran is caught up once. ``each_school`` calls it for every school,
    in its scope, with ``school_id`` where the function asks for it. May stand above ``@job``.
    Raises ValueError unless exactly one rhythm is given.
    """

    def decorate(given: Any) -> JobTask:
        task: JobTask = (
            given
            if isinstance(given, JobTask)
            else job(
                own_transactions=own_transactions, max_attempts=max_attempts, priority=priority
            )(given)
        )
        declare(Periodic.of(task.module_path, daily, every_minutes, each_school))
        return task

    return decorate
