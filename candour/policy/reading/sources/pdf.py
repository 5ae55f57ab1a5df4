"""PDF files: printed lines in reading order with place, size and weight, page by page."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from candour.policy.reading.errors import MAX_CHARACTERS, MAX_PAGES, UnreadablePolicy
from candour.policy.reading.lines import Extract, Line, Note

from .pdf_drawing import Pen
from .pdf_layout import Fragment, Page, page_lines

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

Progress = Callable[[int, int], None]

_SECONDS = 60.0
_LEAST_LETTERS = 25


def read_pdf(data: bytes, progress: Progress | None = None) -> Extract:
    """An extract of a PDF; ``progress`` hears of each page.

    Raises:
        UnreadablePolicy: damaged, locked, a picture of text, too long or too slow.
    """
    reader = _open(data)
    pages = _page_count(reader)
    lines: list[Line] = []
    notes: list[Note] = []
    deadline = time.monotonic() + _SECONDS
    letters, pictures, silent = 0, False, 0
    for number in range(1, pages + 1):
        if time.monotonic() > deadline:
            raise UnreadablePolicy("too-slow")
        page = _read_page(reader, number)
        found = page_lines(page, number)
        count = sum(c.isalpha() for line in found for c in line.text)
        if count < 3:
            silent += 1
            pictures = pictures or page.pictures
            notes.append(Note("page-without-text", _silent_page(number, page.pictures), len(lines)))
        letters += count
        lines.extend(found)
        if progress is not None:
            progress(number, pages)
        if letters > MAX_CHARACTERS:
            raise UnreadablePolicy("too-long")
    if letters < _LEAST_LETTERS and silent + 1 >= pages:
        raise UnreadablePolicy("scanned" if pictures or letters else "empty")
    return Extract("pdf", pages, lines, notes)


def _silent_page(number: int, picture: bool) -> str:
    why = "It is a picture of text" if picture else "It is blank"
    return f"Page {number} has no words that we can read. {why}."


def _open(data: bytes) -> PdfReader:
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadablePolicy("encrypted")
    except UnreadablePolicy:
        raise
    except (
        PyPdfError,
        Exception,
    ) as error:  # damaged files fail in many ways, all meaning the same
        raise UnreadablePolicy("corrupted") from error
    return reader


def _page_count(reader: PdfReader) -> int:
    try:
        pages = len(reader.pages)
    except Exception as error:
        raise UnreadablePolicy("corrupted") from error
    if pages == 0:
        raise UnreadablePolicy("empty")
    if pages > MAX_PAGES:
        raise UnreadablePolicy("too-long")
    return pages


def _read_page(reader: PdfReader, number: int) -> Page:
    collected = Page()
    try:
        page = reader.pages[number - 1]
        page.extract_text(
            visitor_text=_text_visitor(collected), visitor_operand_before=Pen(collected).visit
        )
        drawn = len(collected.rulings) > 20
        collected.pictures = not collected.fragments and (drawn or _has_picture(page))
    except RecursionError as error:
        raise UnreadablePolicy("unsafe") from error
    except Exception as error:
        if number == 1:
            raise UnreadablePolicy("corrupted") from error
    return collected


def _has_picture(page: PageObject) -> bool:
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    if objects is None:
        return False
    return any(
        x.get_object().get("/Subtype") in ("/Image", "/Form") for x in objects.get_object().values()
    )


def _text_visitor(page: Page) -> Callable[..., None]:
    def visit(text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        """Keep one drawn fragment with its place on the page, its size in points and weight."""
        if not text.strip():
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = (abs(tm[3]) or abs(tm[1]) or 1.0) * (abs(cm[3]) or abs(cm[1]) or 1.0)
        name = str((font or {}).get("/BaseFont", "")).lower()
        bold = any(word in name for word in ("bold", "black", "heavy", "semibold", "demi"))
        page.fragments.append(Fragment(text, x, y, size * scale, bold))

    return visit
