"""Word's paragraph styles: name, heading level, bold, and the numbering that a style brings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from .docx_package import W, is_on, value, whole

_HEADING = re.compile(r"^heading\s*(\d)$", re.IGNORECASE)


@dataclass(frozen=True)
class Style:
    """A style with what it inherits already filled in; ``level`` is 0 where it is no heading."""

    name: str = ""
    level: int = 0
    bold: bool = False
    num_id: str | None = None
    ilvl: int | None = None


def read_styles(root: Element | None) -> dict[str, Style]:
    """Paragraph styles by id, each with its ``basedOn`` chain applied."""
    if root is None:
        return {}
    found = {value(s, "styleId") or "": s for s in root.findall(f"{W}style")}
    return {style_id: _resolve(style_id, found) for style_id in found}


def _resolve(style_id: str, found: dict[str, Element]) -> Style:
    name, level, bold = "", 0, None
    num_id: str | None = None
    ilvl: int | None = None
    seen: set[str] = set()
    current: str | None = style_id
    while current and current in found and current not in seen:
        seen.add(current)
        element = found[current]
        own = value(element.find(f"{W}name")) or current
        name = name or own
        level = level or _level(own, element)
        switch = element.find(f"{W}rPr/{W}b")
        bold = is_on(switch) if bold is None and switch is not None else bold
        numbering = element.find(f"{W}pPr/{W}numPr")
        if numbering is not None:
            num_id = num_id or value(numbering.find(f"{W}numId"))
            depth = value(numbering.find(f"{W}ilvl"))
            ilvl = whole(depth) if ilvl is None else ilvl
        current = value(element.find(f"{W}basedOn"))
    return Style(name, level, bool(bold), num_id, ilvl)


def _level(name: str, element: Element) -> int:
    match = _HEADING.match(name)
    if match is not None:
        return int(match.group(1))
    if name.lower() in ("title", "subtitle"):
        return 1
    outline = value(element.find(f"{W}pPr/{W}outlineLvl"))
    level = whole(outline, 9)
    return level + 1 if level is not None and 0 <= level < 9 else 0
