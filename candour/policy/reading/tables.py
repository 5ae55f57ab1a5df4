"""Tables: found in plain text, and read row by row only where they are plainly mere layout."""

from __future__ import annotations

import re

from .lines import NEW, Line, Rows
from .markers import find_marker

_RULE = re.compile(r"^[\s|+:=_-]*-{2,}[\s|+:=_-]*$")
_WIDE_GAP = re.compile(r"(?<=[^.!?:;,\s])\s{3,}(?=\S)")
_NUMBER_CELL = re.compile(r"^\(?(\d{1,3}(\.\d{1,3})*|[a-z]|[ivx]{1,5})[.)]?$", re.IGNORECASE)
_MODAL = re.compile(r"\b(must|should|shall|will|may|can|cannot|never|do not|don't|need to)\b", re.I)
_STEM = re.compile(r"(:|\b(will|must|should|shall|may|can|not|to|agree to))\s*$", re.I)
_SANCTION_WORDS = re.compile(
    r"\b(sanctions?|consequences?|incidents?|offences?|breach|behaviours?|levels?|stage|"
    r"first|second|third|exclusion|actions?|response|allowed|permitted|likelihood|impact|risk)\b",
    re.IGNORECASE,
)


def text_table_spans(raw: list[str]) -> dict[int, tuple[int, Rows]]:
    """Tables in printed lines: start line to (line after the end, rows of cells)."""
    found: dict[int, tuple[int, Rows]] = {}
    index = 0
    while index < len(raw):
        for cells, least_columns, least_rows in (
            (_pipe_cells, 2, 2),
            (_tab_cells, 3, 2),
            (_tab_cells, 2, 3),
            (_spaced_cells, 3, 3),
        ):
            end, rows = _run(raw, index, cells, least_columns)
            if len(rows) >= least_rows:
                found[index] = (end, tuple(rows))
                index = end - 1
                break
        index += 1
    return found


def table_lines(rows: Rows, page: int | None, gap: int = 1) -> list[Line]:
    """A table as lines: paragraphs and items where it is layout, else one table record."""
    rows = tuple(row for row in rows if any(cell.strip() for cell in row))
    if not rows:
        return []
    layout = _layout(rows)
    if layout is None:
        text = "\n".join(" | ".join(cell.replace("\n", " ") for cell in row) for row in rows)
        return [Line(text, page=page, gap=gap, flow=NEW, role="table", rows=rows)]
    return [line.but(page=page) for line in layout]


def _layout(rows: Rows) -> list[Line] | None:
    columns = max(len(row) for row in rows)
    if columns == 1:
        return [line for row in rows for line in _cell_lines(row[0])]
    if columns != 2 or any(len(row) != 2 for row in rows):
        return None
    return _parallel(rows) or _numbered(rows) or _labelled(rows)


def _cell_lines(cell: str) -> list[Line]:
    return [Line(part.strip(), gap=0, flow=NEW) for part in cell.split("\n") if part.strip()]


def _parallel(rows: Rows) -> list[Line] | None:
    """Two columns of promises side by side, each under a stem such as "Parents will"."""
    if len(rows) < 2 or not all(_STEM.search(cell.strip()) for cell in rows[0]):
        return None
    lines: list[Line] = []
    for column in (0, 1):
        lines.append(Line(rows[0][column].strip(), gap=1, flow=NEW))
        for row in rows[1:]:
            lines.extend(
                line.but(role="item", marker="" if find_marker(line.text) else "•")
                for line in _cell_lines(row[column])
            )
    return lines


def _numbered(rows: Rows) -> list[Line] | None:
    """Number on the left, rule on the right."""
    body = rows if _NUMBER_CELL.match(rows[0][0].strip()) else rows[1:]
    if len(body) < 2 or not all(_NUMBER_CELL.match(row[0].strip()) for row in body):
        return None
    lines = [] if body is rows else [Line(" | ".join(rows[0]), flow=NEW, role="table-head")]
    for row in body:
        first, *others = _cell_lines(row[1]) or [Line("", flow=NEW)]
        lines.append(first.but(role="item", marker=row[0].strip()))
        lines.extend(others)
    return lines


def _labelled(rows: Rows) -> list[Line] | None:
    """A short label on the left, whole sentences on the right; no sanctions, no ticks."""
    head = _is_head(rows)
    if head and _SANCTION_WORDS.search(" ".join(rows[0])):
        return None
    body = rows[1:] if head else rows
    sentences = [row for row in body if _is_prose(row[1]) and len(row[0].split()) <= 7]
    if len(body) < 2 or len(sentences) < 0.8 * len(body) or any(_is_prose(r[0]) for r in body):
        return None
    lines = [Line(" | ".join(rows[0]), flow=NEW, role="table-head")] if head else []
    for label, text in body:
        if label.strip():
            lines.append(Line(label.strip().replace("\n", " "), flow=NEW, role="heading", level=8))
        lines.extend(_cell_lines(text))
    return lines


def _is_head(rows: Rows) -> bool:
    return all(0 < len(cell.split()) <= 5 and not cell.strip().endswith(".") for cell in rows[0])


def _is_prose(cell: str) -> bool:
    words = cell.split()
    return len(words) >= 5 and bool(_MODAL.search(cell) or cell.strip().endswith("."))


def _run(
    raw: list[str], start: int, cells: object, least: int
) -> tuple[int, list[tuple[str, ...]]]:
    assert callable(cells)
    rows: list[tuple[str, ...]] = []
    index = start
    while index < len(raw):
        if rows and _RULE.match(raw[index]):
            index += 1
            continue
        row = cells(raw[index])
        if len(row) < least:
            break
        rows.append(row)
        index += 1
    return index, rows


def _pipe_cells(line: str) -> tuple[str, ...]:
    text = line.strip()
    if "|" not in text or _RULE.match(text):
        return ()
    cells = text.strip("|").split("|")
    if len(cells) == 2 and not text.startswith("|"):
        return ()
    return tuple(cell.strip() for cell in cells)


def _tab_cells(line: str) -> tuple[str, ...]:
    text = line.strip()
    cells = [cell.strip() for cell in re.split(r"\t+", text)]
    if len(cells) < 2 or find_marker(cells[0] + " x") or _NUMBER_CELL.match(cells[0]):
        return ()
    if any(len(cell) > 60 for cell in cells[:1]):
        return ()
    return tuple(cells)


def _spaced_cells(line: str) -> tuple[str, ...]:
    text = line.strip()
    if "   " not in text or find_marker(text):
        return ()
    return tuple(part.strip() for part in _WIDE_GAP.split(text))
