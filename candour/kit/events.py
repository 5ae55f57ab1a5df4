"""News that travels upward: a typed event becomes one job per handler, in the same transaction.

``kill -9`` loses none, because the jobs are rows written with the change itself. A handler may run
twice and must do no harm then.
"""

from __future__ import annotations

import dataclasses
import datetime
import importlib
import typing
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar
from uuid import UUID

_TO_TEXT: dict[type, Callable[[Any], str]] = {
    UUID: str,
    datetime.date: datetime.date.isoformat,
    datetime.datetime: datetime.datetime.isoformat,
}
_FROM_TEXT: dict[type, Callable[[Any], Any]] = {
    UUID: UUID,
    datetime.date: datetime.date.fromisoformat,
    datetime.datetime: datetime.datetime.fromisoformat,
}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened in one school. Subclasses add fields of plain type: str, int, bool,
    UUID, date, datetime. ``school_id`` is the school in which it happened."""

    school_id: UUID


Handler = Callable[[Any], None]
HandlerT = TypeVar("HandlerT", bound=Handler)


class Enqueuer(Protocol):
    """Puts one call of a handler in the queue; see ``work``."""

    def __call__(
        self, handler: str, event: str, fields: Mapping[str, Any], school_id: UUID
    ) -> None: ...


_handlers: dict[type[Event], list[str]] = defaultdict(list)
_enqueue: Enqueuer | None = None


def register_enqueuer(enqueue: Enqueuer) -> None:
    """Name what puts jobs in the queue; called once, when the work app is ready."""
    global _enqueue
    _enqueue = enqueue


def handles(event: type[Event]) -> Callable[[HandlerT], HandlerT]:
    """Mark a function of a ``reactions`` module as a handler of this event."""

    def decorate(handler: HandlerT) -> HandlerT:
        path = f"{handler.__module__}:{handler.__qualname__}"
        if path not in _handlers[event]:
            _handlers[event].append(path)
        return handler

    return decorate


def announce(event: Event) -> None:
    """Enqueue one job for each handler of this event; RuntimeError when there is no queue."""
    for path in _handlers[type(event)]:
        if _enqueue is None:
            raise RuntimeError("an event was announced before the work app was ready")
        name = f"{type(event).__module__}:{type(event).__qualname__}"
        _enqueue(path, name, to_fields(event), event.school_id)


def to_fields(event: Event) -> dict[str, Any]:
    """The event as values that JSON can hold."""
    values = {each.name: getattr(event, each.name) for each in dataclasses.fields(event)}
    return {name: _to_plain(value) for name, value in values.items()}


def _to_plain(value: Any) -> Any:
    """A field's value as JSON can hold it."""
    as_text = _TO_TEXT.get(type(value))
    return value if as_text is None else as_text(value)


def deliver(handler: str, event: str, fields: Mapping[str, Any]) -> None:
    """Call a handler with the event rebuilt from its fields; what the job in the queue does."""
    kind: type[Event] = _imported(event)
    types = typing.get_type_hints(kind)
    values = {name: _from_plain(types[name], value) for name, value in fields.items()}
    _imported(handler)(kind(**values))


def _from_plain(wanted: Any, value: Any) -> Any:
    """A value from JSON as the field's type; ``UUID | None`` and the like take their first part."""
    kind = next((each for each in typing.get_args(wanted) if each is not type(None)), wanted)
    from_text = _FROM_TEXT.get(kind)
    return value if value is None or from_text is None else from_text(value)


def _imported(path: str) -> Any:
    module, _, name = path.partition(":")
    return getattr(importlib.import_module(module), name)
