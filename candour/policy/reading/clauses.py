"""From blocks to the text with its records: clauses, headings, tables and furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, takewhile

from .audience import whom_it_binds
from .bare_lists import is_stem
from .identity import ClauseIds
from .joining import TERMINAL
from .lines import Note
from .modality import kind_of, leans
from .model import Furniture, ReadClause, Warning_
from .pieces import Piece, cut_block, stands_alone
from .printed import Block
from .sentences import is_short_answer
from .setting import Setting, speaker_of
from .stationery import is_courtesy

_JUDGED = 1200  # characters of a clause that its kind and audience are told from
_WORDS = re.compile(r"[A-Za-z]{2,}|\bI\b")
_CHOICE = re.compile(r"^\W*(?:yes|agree|i agree|y)\W+(?:or )?(?:no|disagree|n)\W*$", re.IGNORECASE)
_MESSAGES = {
    "table-needs-person": "This table cannot be split into clauses safely. Please read it "
    "yourself.",
    "lead-in-without-items": "These words announce a list, but no list follows. Some text may "
    "be lost.",
}


@dataclass
class _Stem:
    """A lead-in in force: its text, the depth of the block it stands in, whether it is spent."""

    text: str
    level: int
    first: str = ""


@dataclass
class Assembly:
    """The finished records of one document."""

    text: str = ""
    clauses: list[ReadClause] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    warnings: list[Warning_] = field(default_factory=list)


def assemble(blocks: Sequence[Block], notes: Sequence[Note]) -> Assembly:
    """Lay the blocks out as text and cut each into records that tile it."""
    return _Assembler(blocks, notes).run()


class _Assembler:
    def __init__(self, blocks: Sequence[Block], notes: Sequence[Note]) -> None:
        self.blocks = [b for b in blocks if b.text.strip() or b.marker]
        self.notes = notes
        self.parts: list[str] = []
        self.length = 0
        self.result = Assembly()
        self.headings: list[tuple[int, str]] = []
        self.stems: list[_Stem] = []
        self.setting = Setting()
        self.ids = ClauseIds()
        self.starts: dict[int, tuple[int, int]] = {}
        self.setting.set_speaker(self._speaker(0))

    def run(self) -> Assembly:
        """Blocks in order, then the gaps between records, then the warnings of the source."""
        for index, block in enumerate(self.blocks):
            self._separate(index)
            at = self.length + (len(block.marker) + 1 if block.marker else 0)
            self._write(f"{block.marker} {block.text}".strip() if block.marker else block.text)
            self.starts[block.source] = (at, self.length)
            self._record(index, block, at)
        self.result.text = "".join(self.parts)
        self._fill_gaps()
        self._add_notes()
        return self.result

    def _separate(self, index: int) -> None:
        if not index:
            return
        before, here = self.blocks[index - 1], self.blocks[index]
        close = before.role == here.role and here.role not in ("heading", "para")
        self._write("\n" if close else "\n\n")

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _record(self, index: int, block: Block, at: int) -> None:
        if block.role == "heading":
            self._heading(index, block, at)
        elif block.role in ("para", "item"):
            self._prose(index, block, at)
        else:
            self._furnish(block.role, block.text, at)
            self.setting.notice(block.role, block.text)
            if block.role == "table":
                self._warn("table-needs-person", at, at + len(block.text))

    def _furnish(self, kind: str, text: str, at: int) -> None:
        if text.strip():
            self.result.furniture.append(Furniture(kind, text, at, at + len(text)))

    def _warn(self, code: str, start: int, end: int) -> None:
        self.result.warnings.append(Warning_(code, _MESSAGES[code], start, end))

    def _heading(self, index: int, block: Block, at: int) -> None:
        title = f"{block.number} {block.text}".strip()
        while self.headings and self.headings[-1][0] >= block.level:
            self.headings.pop()
        self.headings.append((block.level, title))
        self.stems = []
        self.setting.enter(block.level, block.text)
        self.setting.set_speaker(self._speaker(index + 1))
        if block.text:
            self._furnish("heading", block.text, at)
        if is_stem(block.text) and self._items_follow(index):
            self.stems = [_Stem(block.text, 0)]

    def _speaker(self, start: int) -> frozenset[str]:
        """Who says "I" in the section that starts here, else in the document as a whole."""
        rest = islice(self.blocks, start, None)
        section = list(takewhile(lambda b: b.role != "heading", rest))
        return _speaker_in(section) or self._speaker_of_all

    @cached_property
    def _speaker_of_all(self) -> frozenset[str]:
        """Found once: a document of many headings would else be read anew at each."""
        return _speaker_in(self.blocks)

    def _items_follow(self, index: int) -> bool:
        for block in self.blocks[index + 1 :]:
            if block.role in ("item", "para", "heading", "table"):
                return block.role == "item"
        return False

    def _prose(self, index: int, block: Block, at: int) -> None:
        level = block.level if block.role == "item" else 0
        if block.role == "para" and block.indent < 1.5:
            self.stems = []
        self.stems = (
            [stem for stem in self.stems if stem.level < max(level, 1)] if level else self.stems
        )
        self._end_lists(block)
        lead_in = self._lead_in() if level else ""
        self.ids.pass_by(tuple(title for _, title in self.headings), block.number)
        self.setting.begin_block()
        pieces = self._pieces(index, block, lead_in)
        for piece in pieces:
            self._emit(block, piece, at)

    def _end_lists(self, block: Block) -> None:
        """A list ends where an item of another shape stands on its level; its lead-in ends too."""
        if block.role != "item":
            return
        shape = "bullet" if block.style.startswith("bullet") else block.style
        for at, stem in enumerate(self.stems):
            if stem.level != block.level - 1:
                continue
            if stem.first and stem.first != shape:
                del self.stems[at:]
                return
            stem.first = shape

    def _lead_in(self) -> str:
        """The innermost lead-in, with those outside it for as long as it leans on them."""
        parts: list[str] = []
        for stem in reversed(self.stems):
            parts.insert(0, stem.text)
            if not leans(stem.text):
                break
        return " ".join(parts)

    def _pieces(self, index: int, block: Block, lead_in: str) -> list[Piece]:
        pieces = cut_block(block.text, lead_in, self.headings, block.role == "item")
        if not pieces:
            return []
        self._settle_stem(index, block, pieces)
        for piece in pieces:
            if not piece.role and is_courtesy(block.text[piece.start : piece.end]):
                piece.role = "courtesy"
            if _CHOICE.match(block.text[piece.start : piece.end]):
                piece.role = "form"
            words = _WORDS.findall(block.text[piece.start : piece.end])
            titled = piece is pieces[0] and len(pieces) > 1  # "Honesty. Staff must…"
            if not piece.role and (not words or (len(words) == 1
                                   and (block.role != "item" or titled)
                                   and not is_short_answer(block.text))):  # fmt: skip
                piece.role = "fragment"
        return pieces

    def _settle_stem(self, index: int, block: Block, pieces: list[Piece]) -> None:
        """The last sentence of a block may be the lead-in of the items under it."""
        last = pieces[-1]
        before = len(pieces) > 1
        text = block.text[last.start : last.end]
        level = block.level if block.role == "item" else 0
        deeper = self._deeper_items(index, level)
        if deeper and (is_stem(text) or (level and not TERMINAL.search(text))):
            self.stems.append(_Stem(text, level))
            if is_stem(text) and not stands_alone(text, level, before):
                last.role = "lead-in"
        elif (
            is_stem(text)
            and not deeper
            and (level == 0 or text.endswith(":"))
            and len(text.split()) <= 25
            and text.endswith((":", "to", "must"))
        ):
            last.role = "lead-in"
            start = self.length - len(block.text) + last.start
            self._warn("lead-in-without-items", start, self.length - len(block.text) + last.end)

    def _deeper_items(self, index: int, level: int) -> bool:
        for block in self.blocks[index + 1 :]:
            if block.role in ("item", "para", "heading"):
                return block.role == "item" and block.level > level
            if block.role == "table":
                return level == 0
        return False

    def _emit(self, block: Block, piece: Piece, at: int) -> None:
        text = block.text[piece.start : piece.end]
        start, end = at + piece.start, at + piece.end
        if piece.role:
            self._furnish(piece.role, text, start)
            self.setting.notice(piece.role, text)
            return
        headings = tuple(title for _, title in self.headings)
        judged, lead_in = text[:_JUDGED], piece.lead_in[-_JUDGED:]
        kind = kind_of(judged, lead_in, headings)
        binds = whom_it_binds(judged, lead_in, headings, kind, self.setting)
        number = piece.number or block.number
        clause_id = self.ids.next_id(headings, number)
        self.result.clauses.append(
            ReadClause(
                clause_id,
                number,
                headings,
                piece.lead_in,
                text,
                start,
                end,
                kind,
                binds,
                block.page,
            )
        )

    def _fill_gaps(self) -> None:
        """White space and printed numbers between records become records of their own."""
        text = self.result.text
        spans = sorted(
            [(c.start, c.end) for c in self.result.clauses]
            + [(f.start, f.end) for f in self.result.furniture]
        )
        at = 0
        gaps: list[Furniture] = []
        for start, end in [*spans, (len(text), len(text))]:
            if start > at:
                gap = text[at:start]
                gaps.append(Furniture("marker" if gap.strip() else "blank", gap, at, start))
            at = max(at, end)
        self.result.furniture = sorted(self.result.furniture + gaps, key=lambda f: f.start)

    def _add_notes(self) -> None:
        for note in self.notes:
            start, end = self.starts.get(note.line, (0, 0))
            self.result.warnings.append(Warning_(note.code, note.message, start, end))
        self.result.warnings.sort(key=lambda w: (w.start, w.code))


def _speaker_in(blocks: Sequence[Block]) -> frozenset[str]:
    """Who says "I" in these blocks."""
    return speaker_of(
        (b.text for b in blocks if b.role in ("para", "item")),
        (b.text for b in blocks if b.role == "form"),
    )
