"""The quiet line: after each act the next page says what happened and offers to undo it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest

_UNDO = "undo:"


@dataclass(frozen=True)
class QuietLine:
    """What happened, and the address to POST to in order to undo it (empty: cannot be undone)."""

    words: str
    undo_url: str = ""


def say(request: HttpRequest, words: str, undo: str = "") -> None:
    """Say ``words`` on the next page that this visitor opens. ``undo`` is an address that takes a POST."""
    messages.info(request, words, extra_tags=_UNDO + undo if undo else "")


def quiet_lines(request: HttpRequest) -> Iterator[QuietLine]:
    """Take out and yield what is to be said on this page; each line is said once."""
    for each in messages.get_messages(request):
        tags = each.extra_tags or ""
        undo = tags.removeprefix(_UNDO) if tags.startswith(_UNDO) else ""
        yield QuietLine(str(each.message), undo)
