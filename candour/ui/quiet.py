"""The quiet line: after each act the next page says what happened and offers to undo it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest

_UNDO = "undo:"
_TONES = {messages.WARNING: "amber", messages.ERROR: "red"}


@dataclass(frozen=True)
class QuietLine:
    """What happened, the address to POST to in order to undo it (empty: cannot be undone), and the
    tone: green, amber for a warning, red for an error."""

    words: str
    undo_url: str = ""
    tone: str = "green"


def say(request: HttpRequest, words: str, undo: str = "") -> None:
    """Say ``words`` on the next page that this visitor opens. ``undo`` is an address that takes
    a POST."""
    messages.info(request, words, extra_tags=_UNDO + undo if undo else "")


def quiet_lines(request: HttpRequest) -> Iterator[QuietLine]:
    """Take out and yield what is to be said on this page; each line is said once."""
    for each in messages.get_messages(request):
        tags = each.extra_tags or ""
        undo = tags.removeprefix(_UNDO) if tags.startswith(_UNDO) else ""
        yield QuietLine(str(each.message), undo, _TONES.get(each.level, "green"))
