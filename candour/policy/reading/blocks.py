"""What each block is: heading, item, lead-in or prose; and how deep it lies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .bare_lists import is_stem, itemise_after_stems
from .joining import TERMINAL
from .lexicon import begins_with_verb, has_finite_verb
from .printed import Block
from .titles import head_titles, table_titles

_SECTION = re.compile(
    r"^(?:appendix|annexe?|schedule|part|section|chapter|article)\b", re.IGNORECASE
)
_WH = re.compile(r"^(?:why|how|what|who|when|where|which|whose)\b", re.IGNORECASE)
_MODAL = re.compile(
    r"\b(?:must|should|shall|will|may|can|cannot|never|do not|don.t)\b", re.IGNORECASE
)
_DOCUMENT_NAME = re.compile(
    r"\b(?:policy|policies|agreement|code of conduct|code|trust|school|academy|nursery|pre-?school|"
    r"guidelines|guidance|rules|charter|procedures?)(?: \([^)]{1,40}\))?$",
    re.IGNORECASE,
)
_SPOKEN = ("We ", "I ", "They ")
_DETERMINED = re.compile(r"\b(?:the|our|your|my|all|every|each|this|these)\b", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
FURNITURE_FREE = frozenset({"", "heading", "item", "titled", "para"})
_COLON_LEVEL, _TITLE_LEVEL, _QUESTION_LEVEL = 7, 5, 9


def classify(blocks: Sequence[Block]) -> list[Block]:
    """Give every block its final role (heading, item, para or its furniture) and its level."""
    content = [block for block in blocks if block.role in FURNITURE_FREE]
    spaced = sum(1 for block in content if block.gap) >= 0.2 * len(content)
    for index, block in enumerate(content):
        block.spaced = spaced
        before = content[index - 1] if index else None
        after = content[index + 1] if index + 1 < len(content) else None
        block.role = _role(block, before, after)
    _settle_numbered(content)
    head_titles(content)
    table_titles(blocks)
    itemise_after_stems(content)
    _set_depths(content)
    _set_heading_levels(content)
    return list(blocks)


def _role(block: Block, before: Block | None, after: Block | None) -> str:
    if block.role == "heading":
        return "para" if len(block.text) > 250 else "heading"
    if block.style == "question":
        return "heading"
    if block.style == "answer":
        return "para"
    if block.role == "item" or block.style.startswith("bullet"):
        return "item"
    if block.role == "titled":
        section = _SECTION.match(block.marker) and len(block.text.split()) <= 14
        title = _is_title(block, after) or (section and not TERMINAL.search(block.text))
        return "heading" if title or not block.text else "item"
    if block.marker:
        return "numbered"
    return "heading" if _is_heading(block, before, after) else "para"


def _is_heading(block: Block, before: Block | None, after: Block | None) -> bool:
    text = block.text
    if after is not None and text.endswith("?") and len(text.split()) <= 24:
        return _is_asked(block, after)
    if after is None or len(text.split()) > 14 or len(text) > 110 or block.printed_lines > 2:
        return False
    if TERMINAL.search(text) or text.endswith((";", ",")) or text[:1].islower():
        return False
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 2:
        return False
    if all(c.isupper() for c in letters):
        return True
    if text.endswith(":"):
        return not _is_list_start(after) and (not has_finite_verb(text) or len(text.split()) <= 4)
    if is_stem(text) and _is_list_start(after):
        return False
    if _WH.match(text) and len(text.split()) <= 10 and (block.gap or not _is_list_start(after)):
        return True
    if block.bold and not block.marker:
        return True
    if block.size > 1.12:
        return True
    spoken = _MODAL.search(text) or text.startswith(_SPOKEN)
    if block.gap and after.gap and len(text.split()) <= 8 and not spoken:
        return True
    if _names_document(block, before):
        return True
    if before is not None and before.role != "heading" and not block.gap and block.spaced:
        return False  # in a document that sets headings off, this line is one of a run
    return _is_title(block, after) and not _among_short_lines(block, before, after)


def _names_document(block: Block, before: Block | None) -> bool:
    """A school's or a document's name in capitals, on a line of its own: "Staff Use Agreement"."""
    words = [word for word in _WORD.findall(block.text) if len(word) > 3]
    named = _DOCUMENT_NAME.search(block.text) is not None and not has_finite_verb(block.text)
    titled = len(words) >= 2 and all(word[0].isupper() for word in words)
    after_stem = before is not None and is_stem(before.text)
    told = begins_with_verb(block.text) and _DETERMINED.search(block.text) is not None
    return named and titled and not after_stem and not told


def _is_asked(block: Block, after: Block) -> bool:
    """A question on a line of its own, answered below it."""
    return (
        block.text.count("?") == 1
        and (not re.search(r"[.!] ", block.text) or (block.gap > 0 and _tells_a_case(block.text)))
        and after.style != "question"
    )


def _tells_a_case(text: str) -> bool:
    """One short sentence and a question about it: "A parent has … me. What should I do?"."""
    return len(text.split()) <= 24 and len(re.findall(r"[.!] ", text)) == 1


def _is_title(block: Block, after: Block | None) -> bool:
    text = block.text
    if after is None or TERMINAL.search(text) or len(text.split()) > 12:
        return False
    if text.startswith(_SPOKEN):
        return False
    if text.endswith((";", ",", ":")) and not block.marker:
        return False
    return not has_finite_verb(text) and not (begins_with_verb(text) and not _is_title_case(text))


def _is_title_case(text: str) -> bool:
    words = [w for w in _WORD.findall(text) if len(w) > 3]
    return len(words) >= 2 and all(word[0].isupper() for word in words)


def _among_short_lines(block: Block, before: Block | None, after: Block | None) -> bool:
    """A run of short lines without stops under a stem is a list that lost its bullets."""
    if before is None or after is None:
        return False
    return before.role == "para" and before.text.endswith(":") and not block.gap


def _is_list_start(after: Block | None) -> bool:
    return after is not None and (
        after.role == "item" or (bool(after.marker) and after.style not in ("question", "answer"))
        or after.text[:1].islower() or after.text.endswith(";")
    )  # fmt: skip


def _settle_numbered(content: list[Block]) -> None:
    """Numbered blocks: titles with something under them are headings, the others are items."""
    for i, block in enumerate(content):
        if block.role != "numbered":
            continue
        after = content[i + 1] if i + 1 < len(content) else None
        before = content[i - 1] if i else None
        in_list = before is not None and before.role == "item" and before.style == block.style
        plain_end = in_list and before is not None and not TERMINAL.search(before.text)
        heads = _heads_section(block, after) and (not plain_end or block.bold)
        block.role = "heading" if heads else "item"


def _heads_section(block: Block, after: Block | None) -> bool:
    """Whether a numbered block is a title: no stop, no verb, and content of its own below."""
    text = block.text
    if not text or after is None:
        return False
    if text.isupper() and len(text) > 3:
        return True
    if text.endswith("?") and len(text.split()) <= 16 and after.style != block.style:
        return True
    if _numbers_its_own(block, after) and not TERMINAL.search(text) and len(text.split()) <= 14:
        return is_stem(text) or not _MODAL.search(text)
    if text.endswith(":") and has_finite_verb(text):
        return False
    if block.bold and not TERMINAL.search(text) and len(text.split()) <= 12:
        return after.style != block.style
    plain = text.removesuffix(":")
    if TERMINAL.search(plain) or len(plain.split()) > 12 or plain.endswith((";", ",")):
        return False
    if has_finite_verb(plain) or plain[:1].islower() or after.style == block.style:
        return False
    return not begins_with_verb(plain) or _is_title_case(plain) or after.marker != ""


def _numbers_its_own(block: Block, after: Block) -> bool:
    """Whether the next block is numbered under this one, as 2.1 is under 2."""
    own = block.number.rstrip(".):").removesuffix(".0")
    return bool(own) and own[0].isdigit() and after.number.startswith(f"{own}.")


def _set_depths(content: list[Block]) -> None:
    """How deep each item lies in its list, from the shapes of the markers and from indents."""
    stack: list[tuple[str, float]] = []
    given: list[int] = []
    known: dict[tuple[str, int], int] = {}
    for block in content:
        if block.role != "item":
            if block.role == "heading" or block.indent <= 0.5:
                stack, given, known = [], [], {}
            continue
        if block.level:
            while given and given[-1] >= block.level:
                given.pop()
            given.append(block.level)
            stack = [*stack[: len(given) - 1], (block.style, block.indent)]
            block.level = len(given)
            continue
        shape = (block.style, round(block.indent))
        back = known.get(shape) if (block.style, block.indent) not in stack else None
        stack = stack[: back - 1] if back else _outer(stack, block)
        stack.append((block.style, block.indent))
        block.level = len(stack)
        known[shape] = block.level


def _outer(stack: list[tuple[str, float]], block: Block) -> list[tuple[str, float]]:
    """The part of the stack that encloses the block."""
    for at, (style, indent) in enumerate(stack):
        if style == block.style and abs(indent - block.indent) < 2.5:
            return stack[:at]
    if block.style == stack[-1][0] if stack else False:
        return [entry for entry in stack if entry[1] < block.indent - 1.5]
    if stack and block.indent < stack[-1][1] - 1.5:
        return [entry for entry in stack if entry[1] < block.indent - 1.5]
    if block.depth > 1:
        return [entry for entry in stack if entry[0].count(".n") < block.depth - 1
                and not entry[0].startswith("bullet")]  # fmt: skip
    return stack


def _set_heading_levels(content: list[Block]) -> None:
    """Levels from the source's own, numbering, capitals, size, and the look of the line."""
    sizes = sorted(
        {round(b.size, 1) for b in content if b.role == "heading" and b.size > 1.12}, reverse=True
    )
    previous: Block | None = None
    for block in content:
        if block.role == "heading" and not block.level:
            block.level = _heading_level(block, sizes)
            stacked = previous is not None and previous.role == "heading" and not previous.marker
            if stacked and previous is not None and previous.level == block.level:
                block.level += 0 if block.marker else 1
        previous = block


def _heading_level(block: Block, sizes: list[float]) -> int:
    if block.style == "question":
        return _QUESTION_LEVEL
    if block.style.startswith("n"):
        return 1 + block.depth
    if block.marker:
        return 1 if len(block.marker) > 4 or block.style[:1].isupper() else 4
    if block.size > 1.12:
        return 1 + sizes.index(round(block.size, 1))
    if block.text.isupper():
        return 2
    if block.text.endswith("?"):
        return _QUESTION_LEVEL
    return _COLON_LEVEL if block.text.endswith(":") else _TITLE_LEVEL
