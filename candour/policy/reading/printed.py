"""Blocks in the making, and what the printed lines of a document have in common."""

from __future__ import annotations

import re
from collections.abc import Sequence as Seq
from dataclasses import dataclass, field

from .lines import NEW, Line, Rows
from .markers import find_bare_number

_HYPHEN_END = re.compile(r"[A-Za-z]{2,}-$")


@dataclass
class Block:
    """A paragraph, heading, item or table in the making; ``style`` is the shape of its marker."""

    text: str
    page: int | None
    role: str = ""
    marker: str = ""
    number: str = ""
    style: str = ""
    depth: int = 1
    level: int = 0
    indent: float = 0.0
    gap: int = 0
    bold: bool = False
    size: float = 1.0
    rows: Rows = ()
    source: int = -1
    printed_lines: int = 1
    spaced: bool = False
    notes: list[tuple[str, str]] = field(default_factory=list)


def column_of(line: Line) -> int:
    """The number of the column in which a line stands, from 0."""
    return line.column


def wrap_widths(lines: Seq[Line]) -> dict[int, float]:
    """The wrap width of each column in characters; 0 where the text is not wrapped."""
    lengths: dict[int, list[float]] = {}
    for line in lines:
        if line.flow != NEW and not line.role:
            lengths.setdefault(column_of(line), []).append(line.indent + len(line.text))
    return {column: _width(found) for column, found in lengths.items()}


def _width(lengths: list[float]) -> float:
    ordered = sorted(lengths)
    long = [n for n in ordered if n >= 30] or ordered
    width = long[min(len(long) - 1, int(len(long) * 0.9))]
    near = sum(1 for n in long if n >= 0.8 * width)
    if width < 40 and len(ordered) < 15:
        return 0.0
    if width > 150 or (len(long) >= 4 and near < 0.2 * len(long)) or len(long) < 3:
        return 0.0
    return width


def is_hyphenated(lines: Seq[Line]) -> bool:
    """Whether words are broken at line ends: more lines end in a hyphen than compounds do."""
    broken = sum(1 for line in lines if _HYPHEN_END.search(line.text))
    return broken >= 2 and broken >= 0.05 * len(lines)


def bare_numbers(lines: Seq[Line]) -> frozenset[int]:
    """Lines that start with bare numbers which count up: 1, 2, 3… at least three of them."""
    chosen: list[int] = []
    best: list[int] = []
    expected = 1
    for index, line in enumerate(lines):
        marker = find_bare_number(line.text) if not line.marker and not line.role else None
        if marker is None:
            continue
        value = marker.values[0][1]
        if value == expected:
            chosen.append(index)
            expected += 1
        elif value == 1:
            best = best + chosen if len(chosen) >= 3 else best
            chosen, expected = [index], 2
    return frozenset(best + (chosen if len(chosen) >= 3 else []))
