"""The job that carries an event to one of its handlers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from candour.kit import events
from candour.work.jobs import job


@job(max_attempts=12)
def deliver_event(*, handler: str, event: str, fields: dict[str, Any]) -> None:
    """Call a handler with the event, in the scope of the school where it happened."""
    events.deliver(handler, event, fields)


def enqueue_delivery(handler: str, event: str, fields: Mapping[str, Any], school_id: UUID) -> None:
    """What ``kit.events.announce`` calls for each handler: one row, in the same transaction."""
    deliver_event.enqueue(handler=handler, event=event, fields=dict(fields), school_id=school_id)
