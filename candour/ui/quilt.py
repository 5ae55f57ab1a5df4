"""What the quilt shows, counted and said in a sentence.

Facts are drawn but not counted: nothing is green, or late, because a sentence states something.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from candour.ui.states import STATES, Look, look

_ONE_MANY = {
    "due_soon": ("is due soon", "are due soon"),
    "overdue": ("is overdue", "are overdue"),
    "expired": ("has expired evidence", "have expired evidence"),
    "nobody": ("has nobody named", "have nobody named"),
    "not_started": ("is not started", "are not started"),
    "suspect": ("has changed text", "have changed text"),
    "no_control": ("has no control yet", "have no control yet"),
    "excepted": ("has an agreed exception", "have an agreed exception"),
    "not_applicable": ("does not apply", "do not apply"),
}


def part(thing: Any, name: str) -> Any:
    """One value of a piece given as a dataclass, a model or a dictionary; empty if it has none."""
    return thing.get(name, "") if isinstance(thing, dict) else getattr(thing, name, "")


@dataclass(frozen=True)
class DrawnTile:
    """A tile ready to draw: its look, the name that a screen reader says, its address."""

    look: Look
    name: str
    url: str


@dataclass(frozen=True)
class DrawnSection:
    """A section ready to draw. ``counted`` leaves facts out; ``counts`` follows the legend."""

    title: str
    url: str
    tiles: Sequence[DrawnTile]
    counted: int
    counts: Sequence[int]


@dataclass(frozen=True)
class Drawn:
    """The whole quilt: sections, the looks that occur in legend order, their totals, the
    sentence."""

    sections: Sequence[DrawnSection]
    legend: Sequence[Look]
    totals: Sequence[int]
    counted: int
    sentence: str


def _drawn_tile(tile: Any) -> DrawnTile:
    seen = look(part(tile, "state"))
    words = f"{part(tile, 'reference')} {part(tile, 'title')}".strip()
    return DrawnTile(seen, f"{words}: {seen.spoken}", str(part(tile, "url")))


def joined(parts: Sequence[str]) -> str:
    """A list in words: "one", "one and two", "one, two and three"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def sentence(counts: Counter[str]) -> str:
    """What the picture shows, for those who cannot see it and for print.

    >>> sentence(Counter(met=2, overdue=1, fact=1))
    '2 of 3 clauses are met. 1 is overdue. 1 more states a fact and is not counted.'
    """
    facts = counts["fact"]
    total = counts.total() - facts
    if not total and not facts:
        return "There are no clauses yet."
    met = counts["met"]
    noun, verb = "clause" if total == 1 else "clauses", "is" if met == 1 else "are"
    words = f"{met} of {total} {noun} {verb} met."
    others = [
        f"{counts[key]} {one if counts[key] == 1 else many}"
        for key, (one, many) in _ONE_MANY.items()
        if counts[key]
    ]
    if others:
        words += f" {joined(others)}."
    if not facts:
        return words
    ending = "states a fact and is" if facts == 1 else "state facts and are"
    if not total:
        return f"No clause asks for anything. {facts} {ending} not counted."
    return f"{words} {facts} more {ending} not counted."


def draw(sections: Iterable[Any]) -> Drawn:
    """Make sections (``QuiltSection`` or alike) ready to draw. Raises KeyError on an unknown
    state."""
    rows = [
        (
            str(part(each, "title")),
            str(part(each, "url")),
            [_drawn_tile(t) for t in part(each, "tiles")],
        )
        for each in sections
    ]
    counted = [Counter(tile.look.key for tile in tiles) for _, _, tiles in rows]
    whole: Counter[str] = sum(counted, Counter())
    legend = [one for key, one in STATES.items() if whole[key]]
    drawn = [
        DrawnSection(
            title, url, tiles, counts.total() - counts["fact"], [counts[one.key] for one in legend]
        )
        for (title, url, tiles), counts in zip(rows, counted, strict=True)
    ]
    totals = [whole[one.key] for one in legend]
    return Drawn(drawn, legend, totals, whole.total() - whole["fact"], sentence(whole))
