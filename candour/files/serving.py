"""Answering a request with a stored file."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, StreamingHttpResponse
from django.utils.http import content_disposition_header

from candour.files.chunks import Damaged
from candour.files.models import StoredFile
from candour.files.queries import file_chunks

# What a browser may show by itself without running anything that the file brings along.
_SHOWN = frozenset({"application/pdf", "image/png", "image/jpeg", "image/webp", "text/plain"})


def file_response(stored: StoredFile, as_download: bool = True) -> StreamingHttpResponse:
    """The file, decrypted as it is sent, never cached and never taken for another type.

    It is shown in the page only where asked for and of a type that runs nothing; everything else
    is a download. Raises Http404 where the file is missing or damaged at its beginning; damage
    further on ends the answer early, so that the browser reports a failed download.
    """
    chunks = file_chunks(stored)
    try:
        first = next(chunks)
    except Damaged as damage:
        raise Http404("the file is missing or damaged") from damage
    shown = not as_download and stored.media_type in _SHOWN
    response = StreamingHttpResponse(
        _from(first, chunks), content_type=stored.media_type if shown else _download_type(stored)
    )
    response["Content-Length"] = str(stored.size)
    response["Content-Disposition"] = content_disposition_header(not shown, stored.name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _download_type(stored: StoredFile) -> str:
    """Its own type, unless a browser might run it."""
    risky = ("html", "xml", "svg", "script")
    barred = any(word in stored.media_type.lower() for word in risky)
    return "application/octet-stream" if barred or not stored.media_type else stored.media_type


def _from(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
