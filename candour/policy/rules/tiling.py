"""Keeping the rule that every character of a version's text lies in one clause or one furniture
record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

Record = dict[str, Any]


def without(furniture: Sequence[Record], start: int, end: int) -> list[Record]:
    """The furniture but for what lies between two offsets, which a clause has taken in."""
    return [each for each in furniture if each["end"] <= start or each["start"] >= end]


def gap_records(text: str, furniture: Sequence[Record], start: int, end: int) -> list[Record]:
    """The furniture with a record for the stretch between two offsets that no clause has any
    more."""
    if start >= end:
        return list(furniture)
    piece = text[start:end]
    gap = {
        "kind": "marker" if piece.strip() else "blank",
        "text": piece,
        "start": start,
        "end": end,
    }
    return sorted([*furniture, gap], key=lambda each: int(each["start"]))


def untiled(length: int, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches of a text that no record covers or that two cover; empty when the rule holds."""
    faults, at = [], 0
    for start, end in sorted(spans):
        if start != at:
            faults.append((min(at, start), max(at, start)))
        at = max(at, end)
    if at != length:
        faults.append((at, length))
    return faults
