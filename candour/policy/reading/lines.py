"""The common form into which every kind of file is brought before clauses are looked for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

Rows = tuple[tuple[str, ...], ...]

# How a line relates to the one before it.
UNKNOWN = ""  # printed lines: wrapping must be worked out
NEW = "new"  # the source says that a paragraph starts here
SOFT = "soft"  # the source says that the paragraph goes on, unless a marker starts the line


@dataclass(frozen=True)
class Line:
    """One printed line, or one whole paragraph where the source knows its paragraphs.

    ``indent`` is in characters; ``gap`` counts blank lines before the line; ``role`` is
    ``heading``, ``item``, ``table`` or a sort of furniture where the source knows it; ``marker``
    is the printed number or bullet where the source keeps it apart; ``size`` is the size of the
    letters relative to the document's body; ``column`` tells columns of one page apart.
    """

    text: str
    page: int | None = None
    indent: float = 0.0
    gap: int = 0
    flow: str = UNKNOWN
    role: str = ""
    level: int = 0
    marker: str = ""
    bold: bool = False
    size: float = 1.0
    rows: Rows = ()
    column: int = 0

    def but(self, **changes: object) -> Line:
        """The same line with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Note:
    """A warning of a source before offsets exist: code, sentence, and the page or line it is about.

    ``line`` indexes the lines of the extract; -1 means the document as a whole.
    """

    code: str
    message: str
    line: int = -1


@dataclass(frozen=True)
class Extract:
    """What a source gives: format, number of pages (None without pages), lines and notes."""

    format: str
    pages: int | None
    lines: list[Line]
    notes: list[Note] = field(default_factory=list)
