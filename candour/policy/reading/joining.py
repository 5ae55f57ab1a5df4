"""From printed lines to blocks: wrapped lines are rejoined, each marker starts a block."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence as Seq

from .hyphens import WORD, dehyphenated
from .lexicon import has_finite_verb
from .lines import NEW, SOFT, Line
from .markers import (
    ANSWER,
    QUESTION,
    Marker,
    Sequence,
    find_bare_number,
    find_marker,
    is_strong_bullet,
)
from .printed import Block, bare_numbers, column_of, is_hyphenated, wrap_widths

TERMINAL = re.compile(r"[.!?…][\"'”’)\]]*$")
_SEMICOLON = re.compile(r";(?: and| or| but)?$")
_OPEN_WORD = re.compile(
    r"\b(a|an|the|of|and|or|to|in|on|at|by|for|with|from|their|our|your|his|her|its|any|all|is|are|"
    r"be|been|that|which|who|whose|as|than|this|these|those|not|no|if|when|where|while|into|about|"
    r"between|such|other|should|must|will|may|can|&)$",
    re.IGNORECASE,
)
_MID_WORD = re.compile(
    r"(?:,|\b(?:and|or|of|in|on|at|with|from|into|about|between|such|than|is|are|as|which|who))$",
    re.IGNORECASE,
)
_LISTING = re.compile(
    r"(?:\b(?:to|must|should|will|may|not|never|that|by|following|include[sd]?|if|when)|"
    r"[-–—:;…])$",
    re.IGNORECASE,
)
_BEFORE_NOUN = re.compile(r"\b(?:a|an|the|of|their|our|your|my|his|her|its)$", re.IGNORECASE)
_HYPHEN = re.compile(r"[A-Za-z]{2,}-$")
_CONTACT = re.compile(r"(https?://|www\.|@)\S*$")
_ENDING = frozenset({"table", "form", "details", "salutation", "sign-off", "contents"})
# Characters at the end of a block that say whether it goes on; a long one is not read again.
_TAIL = 200
_FULL_SHARE = 0.86


def join_lines(lines: Seq[Line]) -> list[Block]:
    """Blocks in reading order; running lines between two halves of a sentence come after it."""
    return _Joiner(lines).run()


class _Joiner:
    def __init__(self, lines: Seq[Line]) -> None:
        self.lines = [line for line in lines if line.text or line.rows]
        self.widths = wrap_widths(self.lines)
        self.sequence = Sequence()
        self.bare = bare_numbers(self.lines)
        self.vocabulary = Counter(
            word for line in lines for word in WORD.findall(line.text.lower())
        )
        self.hyphenated = is_hyphenated(self.lines)
        self.blocks: list[Block] = []
        self.open: Block | None = None
        self.last: Line | None = None
        self.unmarked_list = False
        self.interrupted = False

    def run(self) -> list[Block]:
        """Take the lines one by one."""
        for index, line in enumerate(self.lines):
            if line.role and line.role not in ("heading", "item"):
                self._apart(line, index)
            elif line.role == "heading" or line.marker or not self._continues(line, index):
                self._start(line, index)
            else:
                self._extend(line)
        return self.blocks

    def _apart(self, line: Line, index: int) -> None:
        """Running lines, tables and the like: they never join; sentences flow past them."""
        block = Block(
            line.text, line.page, role=line.role, rows=line.rows, source=index, gap=line.gap
        )
        self.blocks.append(block)
        if line.role in _ENDING:
            self.open, self.last = None, None
        else:
            self.interrupted = True

    def _start(self, line: Line, index: int) -> None:
        marker = None if line.role == "heading" and not line.marker else self._marker(line, index)
        block = Block(
            line.text, line.page, role=line.role, level=line.level, indent=line.indent,
            gap=line.gap, bold=line.bold, size=line.size, source=index,
        )  # fmt: skip
        if line.role == "heading" and not line.marker:
            marker = find_marker(line.text)
            marker = None if marker is None or marker.is_bullet else marker
        if marker is not None:
            self._mark(block, line, marker)
        colon = self.open is not None and self.open.text.endswith(":") and not line.gap
        self.unmarked_list = marker is None and (colon or (self.unmarked_list and not line.gap))
        self.blocks.append(block)
        self.open = None if line.role == "heading" and line.flow == NEW else block
        self.last, self.interrupted = line, False

    def _mark(self, block: Block, line: Line, marker: Marker) -> None:
        block.style = self.sequence.accept(marker)
        block.marker, block.number, block.depth = marker.printed, marker.number, marker.depth
        if not line.marker:
            block.text = line.text[marker.rest :]
        if marker.worded and not block.role:
            block.role = "titled"

    def _marker(self, line: Line, index: int) -> Marker | None:
        if line.marker:
            found = find_marker(line.marker + " X") or find_bare_number(line.marker + " X")
            if found is None or found.style in (QUESTION, ANSWER):
                found = Marker(line.marker, 0, ((line.marker, 0),))
            return found
        if index in self.bare:
            return find_bare_number(line.text)
        return find_marker(line.text)

    def _extend(self, line: Line) -> None:
        assert self.open is not None
        block = self.open
        # Only its end is looked at, or a block of many lines would cost their number squared.
        if not block.text:
            block.text = line.text
        elif _HYPHEN.search(block.text[-4:]) and line.text[:1].islower():
            block.text = dehyphenated(block.text, line.text, self.vocabulary, self.hyphenated)
        elif block.text.endswith("/") or (
            _CONTACT.search(block.text[-200:]) and block.text.endswith(("-", "_"))
        ):
            block.text += line.text
        else:
            block.text += " " + line.text
        block.printed_lines += 1
        block.bold = block.bold and line.bold
        self.last, self.interrupted = line, False
        if self.blocks[-1] is not block and line.page is not None:
            self._close_past_furniture(block)

    def _close_past_furniture(self, block: Block) -> None:
        """Put a block that went on past running lines in front of them."""
        self.blocks.remove(block)
        at = len(self.blocks)
        while at and self.blocks[at - 1].role not in ("", "heading", "item", "titled", "table"):
            at -= 1
        self.blocks.insert(at, block)

    def _continues(self, line: Line, index: int) -> bool:
        if self.open is None or self.last is None:
            return False
        if self.open.text == "" and self.open.marker:
            return True  # a number alone on its line
        if self._starts_with_marker(line, index):
            return False
        if line.flow == NEW:
            return False
        if line.flow == SOFT:
            return True
        if self._left_of_item(line):
            return False
        return self._wraps(line, index)

    def _starts_with_marker(self, line: Line, index: int) -> bool:
        if index in self.bare:
            return True
        marker = find_marker(line.text)
        if marker is None:
            return False
        if is_strong_bullet(marker) or marker.worded or marker.style in ("question", "answer"):
            return not (marker.worded and self._runs_on())
        open_before = self._runs_on() and line.gap == 0
        if marker.is_bullet:
            if self.open is not None and self.open.marker[:1] == marker.printed[:1]:
                return True
            return not (open_before and line.text[marker.rest :][:1].islower() and self._full(line))
        if marker.depth > 1:
            return not (open_before and line.text[marker.rest :][:1].islower())
        reading = self.sequence.reading(marker)
        if reading is not None:  # "c)" is a hundred too: the reading that goes on decides
            begun = reading[0] in self.sequence._last
            return not (open_before and self._full(line) and not begun and not self.open_stem())
        return not open_before

    def open_stem(self) -> bool:
        """Whether the open block ends as a stem does, so that a list may start."""
        return self.open is not None and self.open.text.endswith((":", "-", "–", ";"))

    def _runs_on(self) -> bool:
        text = self.open.text[-_TAIL:] if self.open else ""
        return not (TERMINAL.search(text) or text.endswith(":") or _SEMICOLON.search(text))

    def _full(self, line: Line) -> bool:
        """Whether the last printed line had no room for this line's first word."""
        last = self.last
        if last is None:
            return False
        width = self.widths.get(column_of(last), 0)
        first = line.text.split(" ", 1)[0]
        used = last.indent + len(last.text) + 1 + len(first)
        return width > 0 and used >= _FULL_SHARE * width

    def _wraps(self, line: Line, index: int) -> bool:
        assert self.open is not None
        assert self.last is not None
        previous = self.open.text[-_TAIL:]
        lower = line.text[:1].islower()
        turned = (
            self.interrupted or (line.page != self.last.page) or line.column != self.last.column
        )
        runs_on = self._runs_on()
        if self.open.role == "heading" or (
            line.bold != self.last.bold and self._size_differs(line)
        ):
            return False
        if self._size_differs(line) or previous.isupper() != line.text.isupper():
            return False
        if turned:
            return runs_on and (lower or bool(_OPEN_WORD.search(previous)) or self._full(line))
        if line.gap:
            full = self._full(line) or bool(_BEFORE_NOUN.search(previous))
            broken = full or self._breaks_off(previous)
            return runs_on and lower and broken and not self.unmarked_list
        if self._listed_by_semicolons(line):
            self.unmarked_list = True
            return False
        if not self.widths.get(column_of(self.last)):
            return lower and runs_on and len(previous) > 40 and not self.unmarked_list
        if self._full(line) and self._stacked_titles(line):
            return False
        if self._full(line):
            return runs_on or lower or not self._heads(line, index)
        if self.unmarked_list or previous.endswith(":"):
            open_end = bool(_OPEN_WORD.search(previous)) and not previous.endswith(":")
            return open_end and (self._half_full() or not self.unmarked_list)
        if _HYPHEN.search(previous) or previous.endswith(","):
            return True
        if _OPEN_WORD.search(previous) and (lower or self._half_full()):
            return True
        return lower and runs_on

    @staticmethod
    def _breaks_off(previous: str) -> bool:
        """Whether a long sentence stops at a blank line: at a word that cannot end it, or late."""
        late = len(previous) > 60 and has_finite_verb(previous)
        broken = late or (len(previous) > 40 and bool(_MID_WORD.search(previous)))
        return previous[:1].isupper() and broken and not _LISTING.search(previous)

    def _left_of_item(self, line: Line) -> bool:
        """Whether the line stands left of the open item's bullet and begins as a sentence does."""
        assert self.open is not None
        left = bool(self.open.marker) and line.indent < self.open.indent - 1
        return left and line.text[:1].isupper() and not _OPEN_WORD.search(self.open.text)

    def _stacked_titles(self, line: Line) -> bool:
        """Whether both lines are titles, one over the other, that happen to be long."""
        assert self.open is not None
        above = self.open.text
        return (
            self.open.printed_lines == 1
            and not self.open.marker
            and line.text[:1].isupper()
            and not _OPEN_WORD.search(above)
            and not above.endswith(",")
            and not TERMINAL.search(line.text)
            and not has_finite_verb(above)
            and not has_finite_verb(line.text)
        )

    def _half_full(self) -> bool:
        """Whether the last printed line fills half the width, as headings seldom do."""
        assert self.last is not None
        return len(self.last.text) >= 0.5 * self.widths.get(column_of(self.last), 0)

    def _listed_by_semicolons(self, line: Line) -> bool:
        """Whether lines that end in semicolons make a list without bullets."""
        assert self.last is not None
        if not line.text[:1].islower() or self._full(line):
            return False
        return bool(_SEMICOLON.search(self.last.text) or _SEMICOLON.search(line.text))

    def _size_differs(self, line: Line) -> bool:
        return self.last is not None and abs(line.size - self.last.size) > 0.08

    def _heads(self, line: Line, index: int) -> bool:
        """Whether a short line after a full stop starts something new."""
        following = self.lines[index + 1] if index + 1 < len(self.lines) else None
        if TERMINAL.search(line.text) or len(line.text) > 70:
            return False
        return following is None or following.gap > 0 or not following.text[:1].islower()
