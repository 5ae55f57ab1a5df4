"""Lead-ins that break off, and the lists under them that have lost their bullets."""

from __future__ import annotations

import re
from itertools import takewhile

from .joining import TERMINAL
from .lexicon import begins_with_verb, has_finite_verb
from .printed import Block

_STEM_END = re.compile(
    r"(:\s*[-–—]?|\b(to|must|should|shall|will|may|can|not|never|the following|agree to|by|that|"
    r"asked(?: to)?|expected(?: to)?|required|obliged|"
    r"encouraged|required to|allowed to|need to|if|when|provided|"
    r"on condition)\s*[-–—…]*|…|\.\.\.)$",
    re.IGNORECASE,
)


_NO_SUCH = re.compile(r"^No (?!one\b)[a-z]+")


def is_stem(text: str) -> bool:
    """Whether the text breaks off so that a list may complete it: "Staff must:", "… is to".

    A bilingual lead-in, "The school will / Bydd yr ysgol yn", is judged by its first half.
    """
    stripped = text.strip()
    first, slash, _ = stripped.partition(" / ")
    return bool(_STEM_END.search(stripped)) or bool(
        slash and len(first) < 60 and _STEM_END.search(first)
    )


def itemise_after_stems(content: list[Block]) -> None:
    """Lines without bullets under a stem become items while they look like a list."""
    for index, block in enumerate(content[:-1]):
        if block.role == "heading" and not block.text.endswith(":"):
            continue
        if not is_stem(block.text) or not (block.text.endswith(":") or len(block.text) < 120):
            continue
        following = content[index + 1]
        if following.role not in ("para", "heading") or following.marker or following.style:
            continue
        listed = _bare_items(content, index + 1)
        if listed:
            for item in listed:
                item.role = "item"
            if block.role == "heading":
                block.role = "para"


def _bare_items(content: list[Block], start: int) -> list[Block]:
    first = content[start]
    found = _bare_phrases(content, start) or _bare_questions(content, start)
    if found:
        return found
    lower = first.text[:1].islower()
    items: list[Block] = []
    for block in content[start:]:
        if block.marker or block.role == "item" or block.bold or block.size > 1.12:
            break
        if block.role == "heading" and (block.level or not _item_like(block, lower)):
            break
        if items and (block.gap > max(first.gap, 0) and first.gap == 0):
            break
        if not _item_like(block, lower):
            break
        items.append(block)
    return items


def _bare_phrases(content: list[Block], start: int) -> list[Block]:
    """Three or more like phrases under a stem, however far apart: a list without its bullets.

    The last is left a heading where it stands closer to what follows than to the list.
    """
    first = content[start]
    found: list[Block] = []
    for block in content[start:]:
        text = block.text
        plain = not (block.marker or block.level or block.bold or block.size > 1.12)
        phrase = not TERMINAL.search(text) and not text.endswith(":") and not text.isupper()
        if not (plain and phrase and len(text.split()) <= 12 and not has_finite_verb(text)):
            break
        if found and block.gap > first.gap:
            break
        found.append(block)
    after = content[start + len(found)] if start + len(found) < len(content) else None
    if found and after is not None and after.gap < found[-1].gap:
        found.pop()
    return found if len(found) >= 3 else []


def _bare_questions(content: list[Block], start: int) -> list[Block]:
    """Two or more questions in a row under "Ask yourself:": they are the list."""
    asked = takewhile(lambda block: block.text.endswith("?") and not block.level, content[start:])
    found = list(asked)
    return found if len(found) >= 2 else []


def _item_like(block: Block, lower: bool) -> bool:
    text = block.text
    if lower:
        return text[:1].islower()
    if re.match(r"^(?:I|We)(?:['’]ll)? [a-z]", text) and not TERMINAL.search(text):
        return True
    if _NO_SUCH.match(text) and len(text.split()) <= 14:
        return True
    return text.endswith((";", "; and", "; or", ", and")) or begins_with_verb(text)
