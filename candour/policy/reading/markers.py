"""Printed numbers, letters and bullets at the start of a line, and whether they are in sequence."""

from __future__ import annotations

import re
from dataclasses import dataclass

BULLET = "bullet"
QUESTION = "question"
ANSWER = "answer"

_BULLET = re.compile(
    r"^([•◦▪‣●○■□◆◇❖➢➤►▶→✓✔✗☐☑⁃∙·⦁▸★☆✦]|\(?[*+]\)?(?=\s)|[–—-](?=\s|[A-Z][a-z]+\s)|o(?=\s)|>>?(?=\s)|"
    r"\[[ xX]\](?=\s))\s*(?=\S)"
)
_WORDED = re.compile(
    r"^((?:Article|Section|Rule|Clause|Part|Appendix|Annex|Annexe|Schedule|Chapter|Step|Point|"
    r"Principle|Paragraph|Standard|Expectation)\s+(?:\d+(?:\.\d+)*|[IVXLC]+|[A-Z]))"
    r"(?=[\s.:)–—-]|$)\s*[.:)–—-]*\s*",
    re.IGNORECASE,
)
_SECTION_SIGN = re.compile(r"^(§+\s*\d+(?:\.\d+)*[a-z]?)[.:)]?(?=\s|$)\s*")
_QUESTION = re.compile(r"^(Q(?:uestion)?\s*\d*\s*[.:)–-])\s*(?=\S)|^(Q\d+)\s+(?=\S)", re.IGNORECASE)
_ANSWER = re.compile(r"^(A(?:nswer)?\s*\d*\s*(?:[:–]|-(?=\s))|A\d+[.:)]?(?=\s)|A\.(?=\s))\s*(?=\S)")
_MULTI = re.compile(r"^\(?(\d{1,3}(?:\.\d{1,3}){1,5}[a-z]?)\.?\)?(?=\s|[A-Z]|$)\s*")
_NUMBER = re.compile(
    r"^(\(\d{1,3}\)|\[\d{1,2}\](?=\s)|\d{1,3}[.)](?!\d)|\d{1,3}\s?:(?=\s)|\d{1,3}\s[–-](?=\s))\s*(?=\S|$)"
)
_MIXED = re.compile(
    r"^(?!KS ?\d)(\d{1,3}[a-z]|[A-Z]{1,3}[-.]?\d{1,3}(?:\.\d{1,3})*)[.):]?\s+(?=[A-Z])"
)
_LETTER = re.compile(r"^(\([A-Za-z]{1,2}\)|[A-Za-z]\)|[A-Za-z]\.(?=\s)(?!\s[A-Z]\.))\s*(?=\S|$)")
_ROMAN = re.compile(r"^(\([ivxlcIVXLC]{1,6}\)|[ivxlc]{1,6}[.)]|[IVXLC]{1,6}[.)])(?=\s|$)\s*")
_BARE = re.compile(r"^(\d{1,3})(?:\s+(?=[A-Z“\"‘'])|$)")

_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_STRONG_BULLETS = frozenset("•◦▪‣●○■□◆◇❖➢➤►▶✓✔✗☐☑⁃∙⦁▸")


@dataclass(frozen=True)
class Marker:
    """A marker as printed, its style (shape), its value in that style, and where the text starts.

    ``values`` holds every reading of the same print: "i." is the letter i (9) and the numeral 1.
    """

    printed: str
    rest: int
    values: tuple[tuple[str, int], ...]
    depth: int = 1
    worded: bool = False

    @property
    def style(self) -> str:
        """The shape in its first reading, such as ``n.`` or ``(a)``."""
        return self.values[0][0]

    @property
    def is_bullet(self) -> bool:
        """True for bullets, which carry no number."""
        return self.style.startswith(BULLET)

    @property
    def number(self) -> str:
        """The printed number; empty for bullets and for Q and A signs."""
        if self.is_bullet or self.style in (QUESTION, ANSWER):
            return ""
        return self.printed.rstrip(":–— -") if self.worded else self.printed


def find_marker(text: str) -> Marker | None:
    """The marker at the start of the text, whether or not it is in sequence with others."""
    for finder in (_bullet, _worded, _question, _multi, _plain_number, _letter_or_roman, _mixed):
        marker = finder(text)
        if marker is not None:
            return marker
    return None


def find_bare_number(text: str) -> Marker | None:
    """A number with nothing after it but a space, "12 All staff…": only sequence can tell."""
    match = _BARE.match(text)
    if match is None:
        return None
    return Marker(match.group(1), match.end(), (("n", int(match.group(1))),))


def is_strong_bullet(marker: Marker) -> bool:
    """True for glyphs that are nothing but bullets, unlike a dash or the letter o."""
    return marker.is_bullet and marker.printed[:1] in _STRONG_BULLETS


def roman_value(text: str) -> int | None:
    """The value of a roman numeral in either case, or None where the letters are no numeral."""
    total, last = 0, 0
    for letter in reversed(text.lower()):
        value = _ROMAN_VALUES.get(letter)
        if value is None:
            return None
        total += value if value >= last else -value
        last = max(last, value)
    return total if total and to_roman(total) == text.lower() else None


def to_roman(number: int) -> str:
    """A number from 1 to 3,999 as a lower-case roman numeral."""
    pairs = (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
        (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    )  # fmt: skip
    out = ""
    for value, letters in pairs:
        while number >= value:
            out, number = out + letters, number - value
    return out


def _bullet(text: str) -> Marker | None:
    match = _BULLET.match(text)
    if match is None:
        return None
    glyph = match.group(1)
    return Marker(glyph, match.end(), ((BULLET + glyph[0], 0),))


def _worded(text: str) -> Marker | None:
    match = _WORDED.match(text) or _SECTION_SIGN.match(text)
    if match is None:
        return None
    printed = match.group(1)
    word, _, value = printed.replace("§", "§ ").partition(" ")
    if text[match.end() :][:1].islower():
        return None  # "Section 4 applies to…" is a sentence, not a number
    number = re.match(r"\d+", value.strip())
    count = int(number.group()) if number else roman_value(value) or ord(value.strip()[:1] or "A")
    style = "§" if word.startswith("§") else word.lower()
    return Marker(match.group().strip(), match.end(), ((style, count),), worded=True)


def _question(text: str) -> Marker | None:
    match = _QUESTION.match(text)
    if match is not None:
        return Marker((match.group(1) or match.group(2)).strip(), match.end(), ((QUESTION, 0),))
    match = _ANSWER.match(text)
    if match is not None and not match.group(1).startswith("A."):
        return Marker(match.group(1).strip(), match.end(), ((ANSWER, 0),))
    return None


def _multi(text: str) -> Marker | None:
    match = _MULTI.match(text)
    if match is None:
        return None
    parts = re.findall(r"\d+", match.group(1))
    printed = text[: match.end()].strip()
    if len(parts) == 2 and parts[1] == "0":  # "4.0 Staff" stands for "4"
        return Marker(printed, match.end(), (("n.0", int(parts[0])),))
    style = "n" + ".n" * (len(parts) - 1)
    return Marker(printed, match.end(), ((style, int(parts[-1])),), depth=len(parts))


def _plain_number(text: str) -> Marker | None:
    match = _NUMBER.match(text)
    if match is None:
        return None
    printed = match.group(1).strip()
    digits = re.sub(r"\D", "", printed)
    style = re.sub(r"\s", "", printed.replace(digits, "n"))
    return Marker(printed.rstrip("–- "), match.end(), ((style, int(digits)),))


def _letter_or_roman(text: str) -> Marker | None:
    letter, roman = _LETTER.match(text), _ROMAN.match(text)
    match = letter if letter is not None else roman
    if match is None:
        return None
    printed = match.group(1)
    core = re.sub(r"[^A-Za-z]", "", printed)
    case = "A" if core.isupper() else "a"
    values: list[tuple[str, int]] = []
    numeral = roman_value(core)
    if numeral is not None:
        values.append((printed.replace(core, "i" if case == "a" else "I"), numeral))
    if letter is not None and len(set(core.lower())) == 1:
        count = ord(core[0].lower()) - 96 + 26 * (len(core) - 1)
        values.append((printed.replace(core, case), count))
    if not values:
        return None
    return Marker(printed, match.end(), tuple(values))


def _mixed(text: str) -> Marker | None:
    match = _MIXED.match(text)
    if match is None:
        return None
    digits = re.findall(r"\d+", match.group(1))
    style = re.sub(r"\d+", "n", re.sub(r"[a-z]$", "a", match.group(1)))
    return Marker(match.group(1), match.end(), (("m" + style, int(digits[-1])),))


class Sequence:
    """Remembers the markers seen, so that "13." in running text is not taken for a number."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def reading(self, marker: Marker) -> tuple[str, int] | None:
        """The reading of the marker that goes on a sequence, or starts one; else None."""
        for style, value in marker.values:
            if style in self._last and value == self._last[style] + 1:
                return style, value
        for style, value in marker.values:
            if value <= 1:
                return style, value
        return None

    def accept(self, marker: Marker) -> str:
        """Take the marker into the sequence; gives the style in which it was read."""
        style, value = self.reading(marker) or marker.values[-1]
        self._last[style] = value
        return style
