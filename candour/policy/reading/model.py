"""What reading a policy gives: cleaned text, clauses, and everything that is no clause."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

OBLIGATION = "obligation"
ADVICE = "advice"
PERMISSION = "permission"
FACT = "fact"

SPACING = frozenset({"blank", "marker"})


@dataclass(frozen=True)
class Source:
    """Where the text came from: file name, SHA-256 of its bytes, pages (None if it has none)."""

    name: str
    sha256: str
    pages: int | None
    format: str


@dataclass(frozen=True)
class ReadClause:
    """One clause. ``text == reading.text[start:end]``; the printed number is kept apart.

    ``lead_in`` is the stem that the clause completes ("Staff must:"), ``headings`` the path from
    the outermost heading inwards, ``binds`` the audiences in the fixed order of ``audience``.
    """

    id: str
    number: str
    headings: tuple[str, ...]
    lead_in: str
    text: str
    start: int
    end: int
    kind: str
    binds: tuple[str, ...]
    page: int | None

    @property
    def is_normative(self) -> bool:
        """True where the clause asks, advises or allows, that is: is more than a fact."""
        return self.kind != FACT


@dataclass(frozen=True)
class Furniture:
    """Text that is no clause: heading, table, lead-in, running line, form, number, spacing."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def is_spacing(self) -> bool:
        """True for white space and printed numbers or bullets between other records."""
        return self.kind in SPACING


@dataclass(frozen=True)
class Warning_:  # noqa: N801 - "Warning" is a builtin
    """Something a person should look at; ``start`` and ``end`` are offsets into the text."""

    code: str
    message: str
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """A policy as read. Clauses and furniture tile ``text``: every character is in exactly one.

    The rule for white space and printed numbers between two records: they are furniture records
    of their own, kind ``blank`` (white space only) or ``marker`` (with a number or bullet).
    """

    source: Source
    text: str
    clauses: tuple[ReadClause, ...]
    furniture: tuple[Furniture, ...]
    warnings: tuple[Warning_, ...] = field(default=())

    def as_json(self, suggest: Callable[[ReadClause], list[dict[str, Any]]]) -> dict[str, Any]:
        """The document that ``policy import --dry-run --json`` prints.

        ``suggest`` gives a clause's suggested controls, best first. ``source.pages`` is 1 for a
        file that has no pages of its own.
        """
        return {
            "source": {
                "name": self.source.name,
                "sha256": self.source.sha256,
                "pages": self.source.pages or 1,
            },
            "clauses": [_clause_json(clause, suggest(clause)) for clause in self.clauses],
            "furniture": [
                {"kind": item.kind, "text": item.text, "start": item.start, "end": item.end}
                for item in self.furniture
            ],
            "warnings": [
                {"code": w.code, "message": w.message, "start": w.start, "end": w.end}
                for w in self.warnings
            ],
            "text": self.text,
        }


def _clause_json(clause: ReadClause, suggestions: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": clause.id,
        "number": clause.number,
        "headings": list(clause.headings),
        "lead_in": clause.lead_in,
        "text": clause.text,
        "start": clause.start,
        "end": clause.end,
        "kind": clause.kind,
        "binds": list(clause.binds),
        "suggestions": suggestions,
    }
