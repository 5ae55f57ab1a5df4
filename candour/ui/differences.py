"""Two versions of a text compared word by word, for clauses whose wording changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class Change:
    """A stretch of text: ``kind`` is same, gone (only in the old text) or new (only in the new)."""

    kind: str
    text: str


def diff_words(old: str, new: str) -> list[Change]:
    """The stretches that turn ``old`` into ``new``, in reading order; what went comes before
    what came.

    Joining same and gone gives ``old``, joining same and new gives ``new``, character for
    character.
    Words are compared with the space after them, so that a changed line break shows as well.
    """
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    changes: list[Change] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            changes.append(Change("same", "".join(before[start:end])))
            continue
        if end > start:
            changes.append(Change("gone", "".join(before[start:end])))
        if new_end > new_start:
            changes.append(Change("new", "".join(after[new_start:new_end])))
    return changes


def one_side(changes: Sequence[Change], side: str) -> list[Change]:
    """Only what one side shows: "old" leaves out what came, "new" leaves out what went."""
    unseen = "new" if side == "old" else "gone"
    return [each for each in changes if each.kind != unseen]
