"""Where a clause may be split in two: after a stop, before an "and" that begins another duty, or
where somebody broke the line."""

from __future__ import annotations

import re

_PLACES = re.compile(r"(?<=[.;:!?])\s+(?=\S)|\n+\s*(?=\S)|,?\s+(?=(?:and|or|but)\s)")
_SHOWN = 70
_MOST = 12


def places(text: str) -> list[tuple[int, str]]:
    """Offsets at which a second clause could begin, each with its first words."""
    found = [match.end() for match in _PLACES.finditer(text)]
    return [(at, _first_words(text[at:])) for at in found if text[at:].strip()][:_MOST]


def typed_place(text: str, typed: str) -> int | None:
    """The offset at which somebody broke the line in a copy of the text; None where they did not,
    or changed more than white space. A copy may differ in white space alone."""
    if "".join(typed.split()) != "".join(text.split()):
        return None
    lines = typed.replace("\r\n", "\n").strip().split("\n")
    before = text.strip().split("\n")
    same = 0
    while same < min(len(lines), len(before)) and lines[same].strip() == before[same].strip():
        same += 1
    if same >= len(lines):
        return None
    letters = len("".join("".join(lines[: same + 1]).split()))
    return _offset(text, letters)


def _offset(text: str, letters: int) -> int | None:
    """The offset of the first character after so many that are no white space."""
    seen = 0
    for at, character in enumerate(text):
        if character.isspace():
            continue
        if seen == letters:
            return at if at else None
        seen += 1
    return None


def _first_words(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + "…"
