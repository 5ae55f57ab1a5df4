"""The recovery kit as paper: one part on each page, to be read by eye, by ear and by camera."""

from __future__ import annotations

import io
import json
from importlib.resources import files

import segno

from candour.keys.kit import Printable, groups
from candour.ui.dates import day as in_words


def kit_pdf(kit: Printable, *, place: str) -> bytes:
    """An accessible PDF (PDF/UA-1) of three pages; ``place`` says where the data lies, so that the
    finder of a page knows what it opens. The parts pass through memory only."""
    import typst

    from candour.kit import clock

    today = clock.today()
    data = {
        "reference": kit.reference,
        "made": in_words(today),
        "date": [today.year, today.month, today.day],
        "place": place,
        "parts": [{"groups": groups(part), "qr": _qr(part)} for part in kit.parts],
    }
    made: bytes = typst.compile(
        (files(__package__) / "kit.typ").read_bytes(),
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )
    return made


def _qr(part: str) -> str:
    """A QR code as SVG, with a quarter of it to spare for creases and stains."""
    out = io.BytesIO()
    segno.make(part, error="q", micro=False).save(out, kind="svg", border=4, xmldecl=False)
    return out.getvalue().decode("utf-8")
