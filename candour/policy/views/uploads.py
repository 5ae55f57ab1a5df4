"""Uploads that are too large are refused by their announced length, before a byte is read."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from candour.kit.access import View

# A little more than the 50 MB that a policy may have: the form's other fields travel with it.
MOST_BYTES = 51 * 1024 * 1024
MOST_IN_MEMORY = 11 * 1024 * 1024


class InMemory(MemoryFileUploadHandler):
    """Takes an upload into memory whatever Django's own limit for that, so that nothing of it ever
    lies on a disk; what is too large for that was refused by its length before."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803 - Django's name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Always take it."""
        self.activated = content_length <= MOST_IN_MEMORY


def limited_upload(view: View) -> View:
    """Answer 413 with a plain page to a POST whose Content-Length is over 51 MB."""
    return _limited(view, MOST_BYTES, lambda request: None)


def in_memory_upload(view: View) -> View:
    """The same at 11 MB, and the upload is held in memory alone."""

    def prepare(request: HttpRequest) -> None:
        request.upload_handlers = [InMemory(request)]

    return _limited(view, MOST_IN_MEMORY, prepare)


def _limited(view: View, most: int, prepare: Callable[[HttpRequest], None]) -> View:
    """The check for forgery reads the whole body, so it runs inside, after the length was looked
    at."""
    protected = csrf_protect(view)

    @functools.wraps(view)
    def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            announced = request.META.get("CONTENT_LENGTH") or "0"
            if announced.isdigit() and int(announced) > most:
                context = {"most": most // (1024 * 1024) - 1}
                return render(request, "policy/too_large.html", context, status=413)
            prepare(request)
        return protected(request, *args, **kwargs)

    return csrf_exempt(limited)
