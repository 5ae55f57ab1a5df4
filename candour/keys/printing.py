"""The recovery kit as paper: one part on each page, to be read by eye, by ear and by camera."""

from __future__ import annotations

import io
from importlib.resources import files

import segno

from candour.keys.kit import Printable, groups
from candour.ui.dates import day as in_words
from candour.ui.typesetting import typeset


def kit_pdf(kit: Printable, *, place: str) -> bytes:
    """An accessible PDF (PDF/UA-1) of three pages; ``place`` says where the data lies, so that the
    finder of a page knows what it opens. The parts pass through memory only."""
    from candour.kit import clock

    today = clock.today()
    data = {
        "reference": kit.reference,
        "made": in_words(today),
        "date": [today.year, today.month, today.day],
        "place": place,
        "parts": [{"groups": groups(part), "qr": _qr(part)} for part in kit.parts],
    }
    return typeset((files(__package__) / "kit.typ").read_bytes(), data)


def _qr(part: str) -> str:
    """A QR code as SVG, with a quarter of it to spare for creases and stains."""
    out = io.BytesIO()
    segno.make(part, error="q", micro=False).save(out, kind="svg", border=4, xmldecl=False)
    return out.getvalue().decode("utf-8")
