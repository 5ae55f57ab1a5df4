"""Sentences inside one block. Abbreviations, initials, addresses and quotations do not end one."""

from __future__ import annotations

import re

from .words import word_set

_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*(?:\[\d{1,2}\]|[¹²³⁴⁵⁶⁷⁸⁹])*(?=\s+[\"'“‘(\[]?[A-Z0-9£])")
_GLUED = re.compile(r"(?<=[a-z]{3})[.!?][”’\")]*(?=[A-Z][a-z]*(?:\s|,))")
_LOWER_START = re.compile(
    r"[.!?][\"'”’)\]]*(?=\s+(?:staff|pupils|parents|students|governors|volunteers|the|we|all|"
    r"this|if|you|"
    r"they|it|any|no)\s)"
)
_AFTER_CONTACT = re.compile(
    r"(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)\S+[\w/]|\b0\d{3,4}\s?\d{3}\s?\d{3,4})"
    r"(?=\s+[A-Z][a-z]*\s(?:\S+\s+){3})"
)
_INLINE = re.compile(r"(?<![\w(])\(?(?P<mark>[a-z]|\d{1,2}|[ivx]{1,5})\)\s+(?=\w)")
_ABBREVIATIONS = word_set(
    "e.g i.e eg ie mr mrs ms miss dr prof rev st sr jr no nos p pp para "
    "paras sec s ss art ch vol vs v "
    "cf viz approx inc incl fig ref tel ext dept govt min max hon a.k.a yr yrs wk ed eds resp esp"
)
_SOFT_ABBREVIATIONS = word_set("etc a.m p.m am pm ltd co plc u.k uk u.s")
_SHORT_ANSWER = re.compile(
    r"^(yes|no|never|always|maybe|sometimes|not always|it depends)[.!]$", re.I
)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of every sentence of the text, without the spaces between them."""
    cuts = sorted(set(_cuts(text)))
    spans: list[tuple[int, int]] = []
    start = 0
    for cut in [*cuts, len(text)]:
        piece = text[start:cut]
        lead = len(piece) - len(piece.lstrip())
        if piece.strip():
            spans.append((start + lead, start + len(piece.rstrip())))
        start = cut
    return spans


def is_short_answer(text: str) -> bool:
    """Whether the sentence is only "Yes." or "No.", which the next sentence explains."""
    return bool(_SHORT_ANSWER.match(text.strip()))


def inline_items(text: str) -> list[tuple[int, int, int]]:
    """Items of a list inside a sentence, "(a) … (b) …": mark start, text start, text end.

    Empty unless at least two marks of one kind count up from the first.
    """
    found = list(_INLINE.finditer(text))
    for kind in ("abcdefghijkl", None):
        marks = _counting(found, kind)
        if len(marks) >= 2:
            ends = [m.start() for m in marks[1:]] + [len(text)]
            return [
                (m.start(), m.end(), _trimmed(text, m.end(), e))
                for m, e in zip(marks, ends, strict=True)
            ]
    return []


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _counting(found: list[re.Match[str]], letters: str | None) -> list[re.Match[str]]:
    from .markers import roman_value

    marks: list[re.Match[str]] = []
    roman = not any(m.group("mark").isdigit() for m in found)
    for match in found:
        mark = match.group("mark")
        if letters is not None:
            value = letters.find(mark) + 1 if len(mark) == 1 else 0
        elif mark.isdigit():
            value = int(mark)
        else:
            value = roman_value(mark) or 0 if roman else 0
        if value == len(marks) + 1:
            marks.append(match)
    return marks


def _cuts(text: str) -> list[int]:
    cuts = [m.end() for m in _STOP.finditer(text) if _ends_sentence(text, m)]
    cuts += [m.end() for m in _GLUED.finditer(text) if not _in_address(text, m.start())]
    cuts += [m.end() for m in _LOWER_START.finditer(text) if _ends_lower(text, m)]
    cuts += [m.end() for m in _AFTER_CONTACT.finditer(text)]
    return cuts


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    stop = match.group().rstrip("\"'”’)]")
    word = _word_before(text, match.start())
    following = text[match.end() : match.end() + 400].lstrip()
    if _inside_quotation(text, match, following) or (
        stop.startswith("…") and following[:1].islower()
    ):
        return False
    if stop != "." or match.group()[1:2] == ")":
        return True
    lower = word.lower().lstrip("(“\"'‘")
    if lower in _ABBREVIATIONS:
        return (lower in ("no", "min", "max") and not following[:1].isdigit()) or (
            lower in ("v", "s") and False
        )
    if lower in _SOFT_ABBREVIATIONS:
        return True
    if re.fullmatch(r"[A-Z]", word):
        return False
    return not (word.isdigit() and len(word) < 3 and match.start() == len(word))


def _ends_lower(text: str, match: re.Match[str]) -> bool:
    word = _word_before(text, match.start()).lower()
    return (
        (len(word) > 2 or word in ("it", "so", "up", "us", "on", "in", "me"))
        and word not in _ABBREVIATIONS | _SOFT_ABBREVIATIONS
        and "." not in word
    )


def _word_before(text: str, at: int) -> str:
    found = re.search(r"\S+$", text[max(0, at - 80) : at])
    return found.group() if found else ""


def _in_address(text: str, at: int) -> bool:
    token = re.search(r"\S*$", text[max(0, at - 80) : at])
    rest = re.match(r"\S*", text[at:])
    whole = (token.group() if token else "") + (rest.group() if rest else "")
    return "@" in whole or "/" in whole or whole.lower().startswith("www")


def _quoted_on(before: str, following: str, stop: str) -> bool:
    """A stop in quotation marks after which the sentence goes on: Think "Is it kind? …" first."""
    if any(mark in stop for mark in '"”'):
        return False
    straight = before.count('"') % 2 == 1
    curly = before.count("“") > before.count("”")
    if not straight and not curly:
        return False
    close = re.search(r'["”]\s*(\S)?', following[:160])
    return close is not None and (close.group(1) or ".").islower()


def _inside_quotation(text: str, match: re.Match[str], following: str) -> bool:
    """A stop inside an open bracket that closes later: "(see Part 2. Staff) may"."""
    before = text[max(0, match.start() - 400) : match.start()]
    if _quoted_on(before, following, match.group()):
        return True
    opened = before.count("(") > before.count(")") + match.group().count(")")
    return opened and ")" in following[:120]
