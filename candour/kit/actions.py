"""The one piece of magic: ``@action``, around every write.

An action opens a transaction, checks the capability, runs, and fails unless something was put on
the audit trail, so that no write can happen unseen (OFF-10, STA-2).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Any, Protocol, TypeVar

from django.db import transaction

from candour.kit.access import Actor, Refused, allows

Result = TypeVar("Result")


class NothingRecorded(AssertionError):
    """An action ended without an audit entry: a fault in the code, and nothing is kept."""


class Recorder(Protocol):
    """Writes one entry on a school's audit chain; see ``audit.actions``."""

    def record(
        self,
        kind: str,
        *,
        by: Actor,
        about: Any,
        facts: Mapping[str, Any],
        personal: Mapping[str, Any],
        chain: str,
    ) -> None: ...


_recorder: Recorder | None = None
_watch: ContextVar[tuple[list[str], ...]] = ContextVar("watch", default=())


def register_recorder(recorder: Recorder) -> None:
    """Name the recorder; called once, when the audit app is ready."""
    global _recorder
    _recorder = recorder


def record(
    kind: str,
    *,
    by: Actor,
    about: Any = None,
    facts: Mapping[str, Any] | None = None,
    personal: Mapping[str, Any] | None = None,
    chain: str = "school",
) -> None:
    """Put what happened on the audit trail.

    ``kind`` is declared in a manifest (``policy.link.confirmed``); ``about`` is the row it happened
    to; ``facts`` are plain values that may be kept for ever; ``personal`` are values about people,
    kept apart so that they can be erased without breaking the chain.
    """
    if _recorder is None:
        raise Refused("Nothing can be changed yet: the audit trail is not running.")
    _recorder.record(
        kind, by=by, about=about, facts=facts or {}, personal=personal or {}, chain=chain
    )
    for seen in _watch.get():
        seen.append(kind)


def unchanged() -> None:
    """Say that an action found everything as it should be and had nothing to do or to record."""
    for seen in _watch.get()[-1:]:
        seen.append("unchanged")


def action(*, needs: str) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Wrap a keyword-only function ``(*, by, …)`` that writes; Refused when ``by`` may not."""

    def decorate(function: Callable[..., Result]) -> Callable[..., Result]:
        @functools.wraps(function)
        def run(*, by: Actor, **given: Any) -> Result:
            if not allows(by, needs):
                raise Refused("Your role does not allow this.")
            seen: list[str] = []
            token = _watch.set((*_watch.get(), seen))
            try:
                with transaction.atomic():
                    result = function(by=by, **given)
                    if not seen:
                        raise NothingRecorded(f"{function.__qualname__} recorded nothing")
                    return result
            finally:
                _watch.reset(token)

        run.needs = needs  # type: ignore[attr-defined]
        return run

    return decorate
