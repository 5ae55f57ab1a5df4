"""From placed fragments of a PDF page to printed lines, columns and ruled tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from candour.policy.reading.characters import clean_characters, single_spaced
from candour.policy.reading.lines import Line
from candour.policy.reading.tables import table_lines, text_table_spans

_GLYPH = 0.5  # mean width of a letter as a share of its size


@dataclass(frozen=True)
class Fragment:
    """Words drawn at one place; sizes and places in points, y counted upwards."""

    text: str
    x: float
    y: float
    size: float
    bold: bool


@dataclass(frozen=True)
class Ruling:
    """A drawn straight line from one point to another."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass
class Page:
    """All that was drawn on a page."""

    fragments: list[Fragment] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    dots: list[tuple[float, float]] = field(default_factory=list)
    pictures: bool = False


@dataclass
class _Printed:
    """One printed line in the making."""

    parts: list[Fragment]
    text: str

    @property
    def x(self) -> float:
        """Where the line starts, in points from the left edge of the page."""
        return self.parts[0].x

    @property
    def y(self) -> float:
        """The height of the line's foot, in points from the bottom edge of the page."""
        return self.parts[0].y

    @property
    def size(self) -> float:
        """The size of the type at the line's end, in points."""
        return self.parts[-1].size


@dataclass(frozen=True)
class _Grid:
    """A ruled table: the places of its vertical and horizontal lines, in rising order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]

    def holds(self, fragment: Fragment) -> bool:
        """Whether the fragment starts inside the table."""
        return (
            self.xs[0] - 1 <= fragment.x < self.xs[-1]
            and self.ys[0] - 1 <= fragment.y < self.ys[-1]
        )

    def cell(self, fragment: Fragment) -> tuple[int, int]:
        """Row from the top and column of a fragment."""
        column = sum(1 for x in self.xs[1:-1] if fragment.x >= x - 1)
        row = sum(1 for y in self.ys[1:-1] if fragment.y < y)
        return row, column


def page_lines(page: Page, number: int) -> list[Line]:
    """The lines of a page in reading order; ruled tables become table lines or layout."""
    body = _body_size(page.fragments)
    lines: list[Line] = []
    rest = page.fragments
    for grid in _grids(page.rulings):
        inside = [f for f in rest if grid.holds(f)]
        rows = _rows(grid, inside)
        if not _is_table(rows):
            continue
        first = rest.index(inside[0])
        before = [f for f in rest[:first] if not grid.holds(f)]
        rest = [f for f in rest[first:] if not grid.holds(f)]
        lines.extend(_flow(before, number, body, page.dots))
        lines.extend(table_lines(rows, number))
    lines.extend(_flow(rest, number, body, page.dots))
    return lines


def _body_size(fragments: Sequence[Fragment]) -> float:
    sizes: Counter[float] = Counter()
    for fragment in fragments:
        sizes[round(fragment.size, 1)] += len(fragment.text)
    return sizes.most_common(1)[0][0] if sizes else 11.0


def _flow(
    fragments: Sequence[Fragment], number: int, body: float, dots: Sequence[tuple[float, float]]
) -> list[Line]:
    printed = _printed_lines(fragments)
    leading = _leading(printed, body)
    columns = _columns(printed, body)
    left: dict[int, float] = {}
    for line, column in zip(printed, columns, strict=True):
        left[column] = min(left.get(column, line.x), line.x)
    tables = text_table_spans([clean_characters(line.text) for line in printed])
    skip_to = 0
    lines: list[Line] = []
    for at, line in enumerate(printed):
        if at < skip_to:
            continue
        if at in tables:
            skip_to, rows = tables[at]
            lines.extend(table_lines(rows, number))
            continue
        gap = 0
        if at and columns[at] == columns[at - 1]:
            gap = 1 if printed[at - 1].y - line.y > 1.42 * leading else 0
        text = single_spaced(clean_characters(line.text))
        if text and _has_dot(line, dots):
            text = f"• {text}"
        if text:
            size = round(line.size / (body or 1), 2)
            indent = (line.x - left[columns[at]]) / (body * _GLYPH or 1)
            lines.append(
                Line(text, page=number, indent=indent, gap=gap, size=size,
                     bold=_all_bold(line), column=columns[at])
            )  # fmt: skip
    return lines


def _has_dot(line: _Printed, dots: Sequence[tuple[float, float]]) -> bool:
    """Whether a bullet was drawn, not printed, just before the line."""
    middle = line.y + 0.3 * line.size
    return any(
        line.x - 2.2 * line.size < x < line.x and abs(y - middle) < 0.4 * line.size for x, y in dots
    )


def _all_bold(line: _Printed) -> bool:
    return all(part.bold for part in line.parts if part.text.strip(" •‣-–"))


def _printed_lines(fragments: Sequence[Fragment]) -> list[_Printed]:
    printed: list[_Printed] = []
    for fragment in fragments:
        pieces = fragment.text.split("\n")
        for at, piece in enumerate(pieces):
            if not piece.strip():
                continue
            part = Fragment(
                piece,
                fragment.x,
                fragment.y - at * fragment.size * 1.2,
                fragment.size,
                fragment.bold,
            )
            if printed and at == 0 and _same_line(printed[-1], part):
                apart = _stand_apart(printed[-1].parts[-1], part)
                printed[-1].parts.append(part)
                printed[-1].text += _space(printed[-1].text, piece, apart) + piece
            else:
                printed.append(_Printed([part], piece))
    return printed


def _same_line(line: _Printed, part: Fragment) -> bool:
    """Same height and to the right; a number or footnote sign may stand a little higher."""
    last = line.parts[-1]
    return abs(last.y - part.y) < 0.5 * max(last.size, part.size, 4) and part.x >= last.x - 1


def _stand_apart(last: Fragment, part: Fragment) -> bool:
    """Whether the gap between two parts of a line is wider than any space between words."""
    end = last.x + len(last.text.strip()) * _GLYPH * last.size
    return len(last.text.strip()) > 1 and part.x - end > 2.5 * part.size


def _space(before: str, after: str, apart: bool) -> str:
    """Three spaces where the parts stand far apart, as cells do; else what the extraction gave."""
    if apart:
        return "   "
    bullet = len(before.strip()) == 1 and not before.strip().isalnum()
    return " " if bullet and not before.endswith(" ") and not after.startswith(" ") else ""


def _leading(printed: Sequence[_Printed], body: float) -> float:
    """The commonest distance between lines, in points."""
    steps: Counter[float] = Counter()
    for a, b in pairwise(printed):
        step = a.y - b.y
        if 0.8 * body < step < 3 * body:
            steps[round(step * 2) / 2] += 1
    if not steps:
        return 1.3 * body
    most = max(steps.values())
    return min(step for step, count in steps.items() if count >= 0.4 * most)


def _columns(printed: Sequence[_Printed], body: float) -> list[int]:
    """A jump back up and to the right starts the next column."""
    column = 0
    columns: list[int] = []
    for at, line in enumerate(printed):
        if at and line.y > printed[at - 1].y + 2.5 * body:
            column = column + 1 if line.x > printed[at - 1].x - 5 else column
        columns.append(column)
    return columns


def _grids(rulings: Sequence[Ruling]) -> list[_Grid]:
    """Tables drawn with lines: at least two columns and two rows."""
    upright = [r for r in rulings if abs(r.x0 - r.x1) < 1 and abs(r.y0 - r.y1) > 6]
    level = [r for r in rulings if abs(r.y0 - r.y1) < 1 and abs(r.x0 - r.x1) > 15]
    grids: list[_Grid] = []
    for group in _touching(upright):
        low = min(min(r.y0, r.y1) for r in group)
        high = max(max(r.y0, r.y1) for r in group)
        xs = _distinct([r.x0 for r in group])
        across = [r for r in level if min(r.x0, r.x1) < xs[-1] and max(r.x0, r.x1) > xs[0]]
        ys = _distinct([r.y0 for r in across if low - 2 <= r.y0 <= high + 2] + [low, high])
        if len(xs) >= 3 and len(ys) >= 3:
            grids.append(_Grid(tuple(xs), tuple(ys)))
    return sorted(grids, key=lambda g: -g.ys[-1])


def _touching(upright: Sequence[Ruling]) -> list[list[Ruling]]:
    """Upright lines grouped where they overlap or meet in height."""
    groups: list[list[Ruling]] = []
    reach = float("inf")
    for ruling in sorted(upright, key=lambda r: -max(r.y0, r.y1)):
        high, low = max(ruling.y0, ruling.y1), min(ruling.y0, ruling.y1)
        if groups and high >= reach - 3:
            groups[-1].append(ruling)
            reach = min(reach, low)
        else:
            groups.append([ruling])
            reach = low
    return groups


def _distinct(places: Sequence[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > 4:
            found.append(place)
    return found


def _rows(grid: _Grid, inside: Sequence[Fragment]) -> tuple[tuple[str, ...], ...]:
    cells: dict[tuple[int, int], list[Fragment]] = {}
    for fragment in inside:
        cells.setdefault(grid.cell(fragment), []).append(fragment)
    columns = len(grid.xs) - 1
    rows = [
        tuple(_cell_text(cells.get((row, column), [])) for column in range(columns))
        for row in range(len(grid.ys) - 1)
    ]
    return tuple(row for row in rows if any(row))


def _cell_text(fragments: Sequence[Fragment]) -> str:
    """The words of a cell, wrapped lines rejoined; a marker starts a line of its own."""
    from candour.policy.reading.markers import find_marker

    text = ""
    for line in _printed_lines(fragments):
        piece = single_spaced(clean_characters(line.text))
        text += ("\n" if text and find_marker(piece) else " " if text else "") + piece
    return text


def _is_table(rows: tuple[tuple[str, ...], ...]) -> bool:
    """At least two rows and two columns with words in them."""
    full = [row for row in rows if sum(bool(cell) for cell in row) >= 2]
    return len(full) >= 2
