"""Markdown: headings, lists with their printed numbers, tables and paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from candour.policy.reading.characters import clean_characters, single_spaced
from candour.policy.reading.lines import NEW, SOFT, UNKNOWN, Extract, Line
from candour.policy.reading.tables import table_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^>]*>", re.DOTALL)


@dataclass
class _List:
    ordered: bool
    next_number: int
    markup: str


@dataclass
class _Walk:
    """Where the walk over the tokens is."""

    lines: list[Line] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    marker: str = ""
    heading: int = 0
    row: list[str] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)


def read_markdown(text: str) -> Extract:
    """An extract of Markdown text; ordered lists carry the numbers that a reader would see."""
    from markdown_it import MarkdownIt

    walk = _Walk()
    front = _FRONT_MATTER.match(text)
    if front is not None:
        for part in front.group(1).split("\n"):
            if part.strip():
                walk.lines.append(Line(part.strip(), gap=0, flow=NEW, role="details"))
        text = text[front.end() :]
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        _take(walk, token)
    return Extract("markdown", None, walk.lines)


def _take(walk: _Walk, token: Token) -> None:
    kind = token.type
    if kind in ("bullet_list_open", "ordered_list_open"):
        start = int(token.attrs.get("start", 1)) if kind.startswith("ordered") else 0
        walk.lists.append(_List(kind.startswith("ordered"), start, token.markup))
    elif kind in ("bullet_list_close", "ordered_list_close"):
        walk.lists.pop()
    elif kind == "list_item_open":
        walk.marker = _item_marker(walk.lists[-1], token)
    elif kind == "heading_open":
        walk.heading = int(token.tag[1])
    elif kind in ("code_block", "fence"):
        _add_plain(walk, token.content)
    elif kind == "html_block":
        _add_plain(walk, _TAG.sub(" ", token.content))
    elif kind == "inline":
        _inline(walk, token)
    elif kind == "tr_close":
        walk.rows.append(tuple(walk.row))
        walk.row = []
    elif kind == "table_close":
        walk.lines.extend(table_lines(tuple(walk.rows), None))
        walk.rows = []


def _item_marker(within: _List, token: Token) -> str:
    if not within.ordered:
        return "•"
    number = within.next_number
    within.next_number += 1
    return f"{number}{token.markup or '.'}"


def _add_plain(walk: _Walk, content: str) -> None:
    """Indented and fenced text: a paste from elsewhere, so its lines are printed lines."""
    for at, part in enumerate(content.split("\n")):
        text = single_spaced(clean_characters(part))
        if text:
            walk.lines.append(Line(text, gap=1 if at == 0 else 0, flow=UNKNOWN))


def _inline(walk: _Walk, token: Token) -> None:
    children = token.children or []
    parts = _printed_parts(children)
    if walk.row is not None and token.level >= 3 and _in_cell(token, walk):
        walk.row.append(single_spaced(" ".join(parts)))
        return
    bold = _all_bold(children)
    for at, part in enumerate(parts):
        text = single_spaced(clean_characters(part))
        if not text:
            continue
        first = at == 0
        role = "heading" if walk.heading and first else ""
        if walk.marker and first:
            role = "item" if walk.marker == "•" else ""
        walk.lines.append(
            Line(
                text,
                gap=1 if first else 0,
                flow=NEW if first else SOFT,
                role=role,
                level=walk.heading or (len(walk.lists) if walk.marker and first else 0),
                marker=walk.marker if first else "",
                bold=bold,
                indent=2.0 * len(walk.lists),
            )
        )
        walk.marker = ""
    walk.heading = 0


def _in_cell(token: Token, walk: _Walk) -> bool:
    return (bool(token.map) and walk.heading == 0 and not walk.lists and token.level == 4) or (
        token.level > 3 and not walk.marker and not walk.lists
    )  # fmt: skip


def _printed_parts(children: Sequence[Token]) -> list[str]:
    parts = [""]
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            parts.append("")
        elif child.type == "html_inline":
            if child.content.lower().startswith("<br"):
                parts.append("")
        elif child.type in ("text", "code_inline", "image"):
            parts[-1] += child.content
    return parts


def _all_bold(children: Sequence[Token]) -> bool:
    depth = 0
    bold_seen = False
    for child in children:
        if child.type == "strong_open":
            depth += 1
            bold_seen = True
        elif child.type == "strong_close":
            depth -= 1
        elif child.type in ("text", "code_inline") and child.content.strip() and depth == 0:
            return False
    return bold_seen
