"""The pack's tables as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from candour.policy.pack.contents import Row

# A cell that begins with one of these is run as a formula by spreadsheets (CWE-1236).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Sequence[Row]) -> bytes:
    """A table for a spreadsheet, UTF-8 with a mark so that it opens rightly; cells that would be
    run as formulas are shown as text."""
    out = io.StringIO(newline="")
    if rows:
        writer = csv.DictWriter(out, fieldnames=list(rows[0]))
        writer.writeheader()
        for row in rows:
            writer.writerow({name: _guarded(value) for name, value in row.items()})
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_json(rows: Sequence[Row]) -> bytes:
    """The same for a program."""
    return json.dumps(list(rows), ensure_ascii=False, indent=1).encode()


def _guarded(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value
