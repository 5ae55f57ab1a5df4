"""Words broken at the end of a printed line: whether their hyphen stays."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .words import word_set

WORD = re.compile(r"[a-z]+(?:-[a-z]+)*-?", re.IGNORECASE)
_KEEP_HYPHEN = word_set(
    "self non multi pre co anti re on well age two one ex part full long cyber e up end school "
    "low high"
)


def dehyphenated(before: str, after: str, vocabulary: Mapping[str, int], hyphenated: bool) -> str:
    """Join a word broken at a line's end; the document's other words tell whether it is one.

    ``vocabulary`` counts the document's words in lower case; ``hyphenated`` says whether its
    lines are broken inside words at all.
    """
    first = WORD.findall(before)[-1].lower().strip("-")
    second = WORD.findall(after)[0].lower()
    if vocabulary.get(f"{first}-{second}"):
        return before + after
    if vocabulary.get(first + second):
        return before[:-1] + after
    whole_words = vocabulary.get(first) and vocabulary.get(second, 0) > 1
    if first in _KEEP_HYPHEN or len(second) <= 2 or whole_words or not hyphenated:
        return before + after
    return before[:-1] + after
