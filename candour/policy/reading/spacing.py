"""Double spacing and hard wrapping, settled for the document as a whole before lines are joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from .joining import TERMINAL
from .lines import NEW, UNKNOWN, Line
from .markers import find_marker

_DRESSED = re.compile(r"^([*~=_#+-])\1{1,}\s*(?P<words>[^*~=_#+]+?)\s*[*~=_#+-]{2,}$")
_DOUBLE_SHARE = 0.6
_WRAPPED_SHARE = 0.25
_LONGEST_PRINTED = 125


def settle_spacing(lines: Sequence[Line]) -> list[Line]:
    """The same lines with the document's manner of spacing taken out.

    Gaps of one blank line are closed where every printed line is followed by one; paragraphs of a
    Word file that are really printed lines are treated as such.
    """
    settled = [line.but(text=_undecorated(line.text)) for line in lines]
    if _is_hard_wrapped(settled):
        settled = [
            line.but(flow=UNKNOWN)
            if line.flow == NEW and not line.role and not line.marker
            else line
            for line in settled
        ]
    if _is_double_spaced(settled):
        settled = [line.but(gap=0 if line.gap <= 1 else line.gap) for line in settled]
    return settled


def _pairs(lines: Sequence[Line]) -> list[tuple[Line, Line]]:
    return [(a, b) for a, b in pairwise(lines) if not a.role and not b.role]


def _broken(before: Line, after: Line) -> bool:
    """Whether a sentence runs from one line into the next."""
    return (
        len(before.text) > 40
        and not TERMINAL.search(before.text)
        and not before.text.endswith((":", ";"))
        and after.text[:1].islower()
        and not after.marker
        and find_marker(after.text) is None
    )


def _is_double_spaced(lines: Sequence[Line]) -> bool:
    pairs = [(a, b) for a, b in _pairs(lines) if b.flow == UNKNOWN]
    spaced = [(a, b) for a, b in pairs if b.gap >= 1]
    if len(spaced) < 4 or len(spaced) < _DOUBLE_SHARE * len(pairs):
        return False
    return sum(_broken(a, b) for a, b in spaced) >= 0.15 * len(spaced)


def _is_hard_wrapped(lines: Sequence[Line]) -> bool:
    """Whether sentences run on from paragraph to paragraph: often, or in a file of short lines."""
    pairs = [(a, b) for a, b in _pairs(lines) if b.flow == NEW and not b.marker]
    broken = sum(_broken(a, b) for a, b in pairs)
    if len(pairs) < 4 or broken < 2:
        return False
    short = max(len(line.text) for line in lines) <= _LONGEST_PRINTED
    return broken >= _WRAPPED_SHARE * len(pairs) or (short and broken >= 0.06 * len(pairs))


def _undecorated(text: str) -> str:
    """A line without the rows of signs that dress it, as in "*** Rules ***"."""
    match = _DRESSED.match(text)
    return match.group("words") if match is not None else text
