"""Word's automatic numbers, worked out as Word prints them.

Rules of ECMA-376 part 1, 17.9: a paragraph names a list instance (``num``) and a level; instances
of one abstract list count together unless an instance starts a level anew; a level starts again
after a higher one, unless ``lvlRestart`` says otherwise; ``lvlText`` says what is printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from candour.policy.reading.markers import to_roman
from candour.policy.reading.words import word_list

from .docx_package import W, is_on, value, whole

_PLACE = re.compile(r"%(\d)")
_ORDINAL_WORDS = word_list("First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth")
_CARDINAL_WORDS = word_list("One Two Three Four Five Six Seven Eight Nine Ten")


@dataclass(frozen=True)
class _Level:
    start: int
    format: str
    text: str
    restart: int | None
    legal: bool
    style: str | None


@dataclass
class _Abstract:
    levels: dict[int, _Level]
    style_link: str | None = None
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class _Instance:
    abstract: str
    starts: dict[int, int]
    levels: dict[int, _Level]


class Numbering:
    """The lists of one document; call ``printed`` for each paragraph in order."""

    def __init__(self, root: Element | None) -> None:
        self._abstracts: dict[str, _Abstract] = {}
        self._instances: dict[str, _Instance] = {}
        self._started: set[tuple[str, int]] = set()
        self._linked: dict[str, str] = {}
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        links: dict[str, str] = {}
        for element in root.findall(f"{W}abstractNum"):
            key = value(element, "abstractNumId") or ""
            levels = {
                (whole(value(x, "ilvl"), 0) or 0): _read_level(x)
                for x in element.findall(f"{W}lvl")
            }
            self._abstracts[key] = _Abstract(levels, value(element.find(f"{W}numStyleLink")))
            link = value(element.find(f"{W}styleLink"))
            if link:
                links[link] = key
        for element in root.findall(f"{W}num"):
            key = value(element, "numId") or ""
            abstract = value(element.find(f"{W}abstractNumId")) or ""
            target = self._abstracts.get(abstract)
            if target is not None and target.style_link in links:
                abstract = links[target.style_link or ""]
            self._instances[key] = _read_instance(element, abstract)

    def level_of_style(self, num_id: str, style_id: str) -> int:
        """The level of a list that is linked to a paragraph style; 0 where none is."""
        for depth, level in self._levels(num_id).items():
            if level.style == style_id:
                return depth
        return 0

    def printed(self, num_id: str, depth: int) -> str:
        """What is printed before a paragraph of this list and level; "" for no number."""
        level = self._levels(num_id).get(depth)
        instance = self._instances.get(num_id)
        if level is None or instance is None:
            return ""
        self._count(num_id, instance, depth, level)
        if level.format == "none":
            return _PLACE.sub("", level.text).strip()
        if level.format == "bullet":
            return "•"
        return self._fill(num_id, instance, level).strip()

    def _levels(self, num_id: str) -> dict[int, _Level]:
        instance = self._instances.get(num_id)
        if instance is None or instance.abstract not in self._abstracts:
            return {}
        return {**self._abstracts[instance.abstract].levels, **instance.levels}

    def _count(self, num_id: str, instance: _Instance, depth: int, level: _Level) -> None:
        counts = self._abstracts[instance.abstract].counts
        anew = depth in instance.starts and (num_id, depth) not in self._started
        if anew:
            self._started.add((num_id, depth))
            counts[depth] = instance.starts[depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        levels = self._levels(num_id)
        for deeper in [d for d in counts if d > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart > 0 and depth < restart):
                del counts[deeper]
        for higher in range(depth):
            if higher not in counts and higher in levels:
                counts[higher] = levels[higher].start

    def _fill(self, num_id: str, instance: _Instance, level: _Level) -> str:
        counts = self._abstracts[instance.abstract].counts
        levels = self._levels(num_id)

        def place(match: re.Match[str]) -> str:
            """The printed count that stands for ``%1`` to ``%9`` in a number's pattern."""
            at = int(match.group(1)) - 1
            shape = "decimal" if level.legal else levels[at].format if at in levels else "decimal"
            return format_number(counts.get(at, levels[at].start if at in levels else 1), shape)

        return _PLACE.sub(place, level.text)


def format_number(number: int, shape: str) -> str:
    """A number in one of Word's number formats; unknown formats are printed in figures."""
    if shape in ("lowerLetter", "upperLetter"):
        if not 1 <= number <= 780:
            return str(number)
        letters = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if shape.startswith("upper") else letters
    if shape in ("lowerRoman", "upperRoman"):
        roman = to_roman(number) if 0 < number < 4000 else str(number)
        return roman.upper() if shape.startswith("upper") else roman
    if shape == "decimalZero":
        return f"{number:02d}"
    if shape == "ordinal":
        return f"{number}{_ordinal_end(number)}"
    if shape in ("cardinalText", "ordinalText") and 1 <= number <= 10:
        return (_CARDINAL_WORDS if shape.startswith("card") else _ORDINAL_WORDS)[number - 1]
    return "" if shape == "none" else str(number)


def _ordinal_end(number: int) -> str:
    if 10 <= number % 100 <= 20:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _read_level(element: Element) -> _Level:
    restart = value(element.find(f"{W}lvlRestart"))
    return _Level(
        start=whole(value(element.find(f"{W}start")), 1) or 0,
        format=value(element.find(f"{W}numFmt")) or "decimal",
        text=value(element.find(f"{W}lvlText")) or "",
        restart=whole(restart),
        legal=is_on(element.find(f"{W}isLgl")),
        style=value(element.find(f"{W}pStyle")),
    )


def _read_instance(element: Element, abstract: str) -> _Instance:
    starts: dict[int, int] = {}
    levels: dict[int, _Level] = {}
    for override in element.findall(f"{W}lvlOverride"):
        depth = whole(value(override, "ilvl"), 0) or 0
        start = value(override.find(f"{W}startOverride"))
        first = whole(start)
        if first is not None:
            starts[depth] = first
        level = override.find(f"{W}lvl")
        if level is not None:
            levels[depth] = _read_level(level)
    return _Instance(abstract, starts, levels)
