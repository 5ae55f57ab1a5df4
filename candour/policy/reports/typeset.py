"""Typesets reports as accessible PDF (PDF/UA-1): tagged, titled, in British English."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Any

from candour.policy.reports.gap import GapReport
from candour.ui.typesetting import typeset


def gap_pdf(report: GapReport, day: date | None = None) -> bytes:
    """The gap report as a PDF; equal reports of one day are equal byte for byte."""
    return values_pdf(dataclasses.asdict(report) | {"asking": report.asking}, day)


def values_pdf(values: Mapping[str, Any], day: date | None = None) -> bytes:
    """The same from the report's plain values (``dataclasses.asdict`` of it, with ``asking``)."""
    day = day or date.today()
    data = {**values, "date": [day.year, day.month, day.day], "day": f"{day.day} {day:%B %Y}"}
    template = (files(__package__) / "gap.typ").read_bytes()
    return typeset(template, data)
