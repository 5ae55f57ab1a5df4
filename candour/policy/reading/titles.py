"""Titles above a document and above a table, which the look of the line alone does not tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from .bare_lists import is_stem
from .joining import TERMINAL
from .lexicon import begins_with_verb, has_finite_verb
from .printed import Block

_ASKS = re.compile(
    r"\b(?:must|should|shall|will|(?-i:may)|cannot|never|do not|don.t|please)\b|^(?:we|i)\b",
    re.IGNORECASE,
)
_MOST_TITLES, _MOST_WORDS, _MOST_LINES = 4, 28, 3


def head_titles(content: Sequence[Block]) -> None:
    """Lines without a stop above everything else are the document's titles, however long.

    A title stands alone: nothing but titles comes before it, and a gap, another title or a
    numbered block comes after it.
    """
    for at, block in enumerate(content[:_MOST_TITLES]):
        after = content[at + 1] if at + 1 < len(content) else None
        if block.role == "heading":
            continue
        if after is None or block.role != "para" or not _may_title(block):
            return
        set_off = after.gap or after.role == "heading" or after.marker
        if not set_off and not (at and _may_title(after)):
            return
        block.role = "heading"


def _may_title(block: Block) -> bool:
    text = block.text
    if TERMINAL.search(text) or text.endswith((",", ";", ":")) or not text[:1].isupper():
        return False
    if block.marker or block.printed_lines > _MOST_LINES or len(text.split()) > _MOST_WORDS:
        return False
    return not (is_stem(text) or _ASKS.search(text) or begins_with_verb(text))


def table_titles(blocks: Sequence[Block]) -> None:
    """A short line without a verb straight above a table is the table's heading."""
    for block, after in pairwise(blocks):
        if after.role != "table" or block.role != "para" or not _may_title(block):
            continue
        if len(block.text.split()) <= 12 and not has_finite_verb(block.text):
            block.role = "heading"
