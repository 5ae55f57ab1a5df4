"""A version as it was read: every stretch of its text in order, with what it was taken for."""

from __future__ import annotations

from dataclasses import dataclass

from candour.policy.models import ClauseText, Version

_WORDS = {
    "heading": "Heading",
    "table": "Table",
    "lead-in": "Lead-in to a list",
    "running": "Repeated on each page",
    "header": "Repeated on each page",
    "footer": "Repeated on each page",
    "page-number": "Page number",
    "contents": "List of contents",
    "form": "Form to fill in",
    "fragment": "Stray words",
    "note": "Set aside by a person",
    "answer": "Short answer",
}


@dataclass(frozen=True)
class Piece:
    """A stretch of the text. ``clause`` is set where it is one, else ``label`` says what it is;
    ``warnings`` are sentences about it."""

    text: str
    start: int
    clause: ClauseText | None
    kind: str
    label: str
    warnings: tuple[str, ...]


def as_it_was_read(version: Version) -> list[Piece]:
    """Clauses and furniture in the order of the text; white space and bare bullets are left out,
    for there is nothing in them to look at. One query."""
    texts = ClauseText.objects.filter(version=version).select_related("clause")
    pieces = [
        Piece(each.text, each.start, each, each.kind, "", _about(version, each.start, each.end))
        for each in texts
    ]
    pieces += [
        Piece(
            each["text"],
            each["start"],
            None,
            each["kind"],
            _WORDS.get(each["kind"], each["kind"].replace("-", " ").capitalize()),
            _about(version, each["start"], each["end"]),
        )
        for each in version.furniture
        if each["kind"] not in ("blank", "marker")
    ]
    return sorted(pieces, key=lambda piece: piece.start)


def _about(version: Version, start: int, end: int) -> tuple[str, ...]:
    return tuple(
        each["message"] for each in version.warnings if start <= each["start"] < max(end, start + 1)
    )
