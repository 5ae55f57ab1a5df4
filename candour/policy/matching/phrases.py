"""The phrases from which the matcher learns, one file per control.

A line is a phrase. ``[Lead-in] phrase`` gives the words above a list; ``phrase ++ a, b`` names
further controls that are right as well. Lines starting with ``#`` are remarks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

_LINE = re.compile(r"^(?:\[(?P<lead>[^\]]*)\]\s*)?(?P<text>.*?)(?:\s*\+\+\s*(?P<also>.+))?$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way of saying a duty: its words, the lead-in above it and the controls it belongs to."""

    text: str
    lead_in: str
    controls: tuple[str, ...]


def read_phrases() -> Iterator[Phrase]:
    """Every phrase, files in order of name; the file's control comes first in ``controls``."""
    folder = files(__package__) / "phrases"
    for path in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not path.name.endswith(".txt"):
            continue
        control = path.name.removesuffix(".txt")
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                yield parse_phrase(line.strip(), control)


def parse_phrase(line: str, control: str) -> Phrase:
    """Read one line of a phrase file; raises ValueError where nothing is left of it."""
    match = _LINE.match(line)
    if match is None or not (match["text"] or match["lead"]):
        raise ValueError(f"{control}: no phrase in {line!r}")
    also = tuple(part.strip() for part in (match["also"] or "").split(",") if part.strip())
    return Phrase(match["text"] or "", match["lead"] or "", (control, *also))
