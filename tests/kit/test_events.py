"""Events become jobs whose fields survive the way through JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from candour.kit import events
from candour.kit.events import Event, announce, deliver, handles, to_fields


@dataclass(frozen=True, kw_only=True)
class KettleBoiled(Event):
    """Something to hear of."""

    kettle_id: UUID
    on: date
    at: datetime
    litres: int
    note: str | None = None


HEARD: list[KettleBoiled] = []


@handles(KettleBoiled)
def hear(event: KettleBoiled) -> None:
    """Keep what was heard."""
    HEARD.append(event)


def boiled(note: str | None) -> KettleBoiled:
    return KettleBoiled(
        school_id=uuid4(),
        kettle_id=uuid4(),
        on=date(2026, 9, 1),
        at=datetime(2026, 9, 1, 8, 10, tzinfo=UTC),
        litres=2,
        note=note,
    )


@pytest.mark.parametrize("note", [None, "whistled"])
def test_an_event_arrives_as_it_was_announced(
    note: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue: list[tuple[str, str, str, UUID]] = []

    def enqueue(handler: str, event: str, fields: Mapping[str, Any], school_id: UUID) -> None:
        queue.append((handler, event, json.dumps(fields), school_id))

    monkeypatch.setattr(events, "_enqueue", enqueue)
    HEARD.clear()
    event = boiled(note)
    announce(event)
    [(handler, name, fields, school_id)] = queue
    assert school_id == event.school_id
    deliver(handler, name, json.loads(fields))
    assert [event] == HEARD


def test_a_handler_registers_once() -> None:
    handles(KettleBoiled)(hear)
    assert events._handlers[KettleBoiled] == [f"{__name__}:hear"]


def test_an_event_without_a_queue_is_not_lost_silently(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "_enqueue", None)
    with pytest.raises(RuntimeError):
        announce(boiled(None))


def test_fields_are_plain_values() -> None:
    assert {type(value) for value in to_fields(boiled("x")).values()} == {str, int}
