"""Running headers and footers, page numbers and contents lists: told by place and repetition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from .lines import Line
from .markers import find_marker

_EDGE = 3
_PAGE = re.compile(
    r"^[\s\-–—|.\[(]*(page|pg\.?|p\.?)?\s*\d{1,4}\s*((of|/)\s*\d{1,4})?[\s\-–—|.\])]*$"
    r"|^.{0,80}[\s|–—-]*\bpage\s+\d{1,4}(\s*(of|/)\s*\d{1,4})?[\s.|]*$"
    r"|^(https?|file)://\S+\s+\d+/\d+$"
    r"|^\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}[:.]\d{2}( ?[ap]\.?m\.?)?\b.{0,80}$"
    r"|^page\s+\d{1,4}(\s*(of|/)\s*\d{1,4})?\s*[|–—-].{0,80}$",
    re.IGNORECASE,
)
_BARE = re.compile(r"^\s*\d{1,4}\.?\s*$")
_LEADER = re.compile(r"(\.\s?){4,}\s*\d{0,4}\s*$|…{2,}\s*\d{0,4}\s*$|_{4,}\s*\d{1,4}\s*$")
_ENDS_IN_NUMBER = re.compile(r"\D\s*\s\d{1,3}$")
_CONTENTS = re.compile(
    r"^(table of )?contents( page)?:?$|^in this (policy|document|guide):?$", re.I
)
_MODAL = re.compile(
    r"\b(must|should|shall|will|may|can|cannot|do not|don't|never|to|are|is)\b", re.I
)


def mark_running_lines(lines: Sequence[Line]) -> list[Line]:
    """The same lines with ``header``, ``footer``, ``page-number`` and ``contents`` as roles."""
    marked = _mark_repeated(lines)
    marked = _mark_page_numbers(marked)
    return _mark_unnamed_contents(_mark_contents(marked))


def folded(text: str) -> str:
    """A line with its digits and spacing folded, so that "Page 3" equals "Page 12"."""
    return re.sub(r"\d+", "#", re.sub(r"\s+", " ", text.lower())).strip()


def _mark_repeated(lines: Sequence[Line]) -> list[Line]:
    pages: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if line.page is not None and not line.role:
            pages.setdefault(line.page, []).append(index)
    if len(pages) < 2:
        return _mark_repeated_without_pages(lines)
    tops = Counter(
        t for found in pages.values() for t in {_key(lines[i].text) for i in found[:_EDGE]}
    )
    ends = Counter(
        t for found in pages.values() for t in {_key(lines[i].text) for i in found[-_EDGE:]}
    )
    least = 2 if len(pages) <= 4 else 3
    marked = list(lines)
    for found in pages.values():
        _mark_edge(marked, found[:_EDGE], tops, least, "header")
        _mark_edge(marked, found[-_EDGE:][::-1], ends, least, "footer")
    return marked


def _mark_edge(
    lines: list[Line], edge: list[int], seen: Counter[str], least: int, role: str
) -> None:
    """Mark from the page's edge inwards, stopping at the first line that is not repeated."""
    for index in edge:
        line = lines[index]
        if line.role:
            continue
        repeated = seen[_key(line.text)] >= (4 if _is_rule(line.text) else least)
        repeated = repeated and not _is_listed(line.text)
        if not repeated and not _PAGE.match(line.text):
            break
        lines[index] = line.but(role="page-number" if _PAGE.match(line.text) else role)


def _is_rule(text: str) -> bool:
    """Whether the line is a sentence that asks something, which furniture seldom is."""
    return text.endswith((".", ";", "!")) and bool(_MODAL.search(text))


def _key(text: str) -> str:
    """What makes two running lines one: rules must be equal to the digit."""
    return text if _is_rule(text) else folded(text)


def _is_listed(text: str) -> bool:
    """Lines that recur without being furniture: items and stems of lists."""
    marker = find_marker(text)
    return text.endswith(":") or (marker is not None and len(text[marker.rest :].split()) > 3)


def _mark_repeated_without_pages(lines: Sequence[Line]) -> list[Line]:
    """In text without pages: a noun phrase that recurs three times and breaks into the text."""
    seen = Counter(folded(line.text) for line in lines if not line.role)
    marked = list(lines)
    for index, line in enumerate(lines):
        if line.role or seen[folded(line.text)] < 3 or len(line.text) > 120:
            continue
        if _BARE.match(line.text) and not _is_alone(lines, index):
            continue
        if _PAGE.match(line.text) or not (
            line.text.endswith((":", ".", ";", "?"))
            or _MODAL.search(line.text)
            or find_marker(line.text)
        ):
            marked[index] = line.but(role="page-number" if _PAGE.match(line.text) else "footer")
    return marked


def _is_alone(lines: Sequence[Line], index: int) -> bool:
    """Whether blank lines stand before and after the line."""
    after = lines[index + 1] if index + 1 < len(lines) else None
    return lines[index].gap > 0 and (after is None or after.gap > 0)


def _mark_page_numbers(lines: Sequence[Line]) -> list[Line]:
    """ "Page 3 of 12" anywhere; a bare number only at the edge of a page."""
    first_last = _edges(lines)
    marked = list(lines)
    for index, line in enumerate(lines):
        if line.role or not _PAGE.match(line.text):
            continue
        bare = _BARE.match(line.text) is not None
        prose = len(line.text.split()) > 14 or line.text.rstrip().endswith(".")
        if bare and index not in first_last:
            continue
        if not bare and prose:
            continue
        marked[index] = line.but(role="page-number")
    return marked


def _edges(lines: Sequence[Line]) -> set[int]:
    edges: set[int] = set()
    last: dict[int, int] = {}
    for index, line in enumerate(lines):
        if line.page is None or line.role in ("header", "footer", "page-number"):
            continue
        if line.page not in last:
            edges.add(index)
        last[line.page] = index
    return edges | set(last.values())


def _mark_contents(lines: Sequence[Line]) -> list[Line]:
    marked = list(lines)
    later = {_bare_title(line.text): index for index, line in enumerate(lines) if not line.role}
    index = 0
    while index < len(marked):
        line = marked[index]
        if not line.role and _LEADER.search(line.text) and not _is_form(line.text):
            marked[index] = line.but(role="contents")
        elif line.role in ("", "heading") and _CONTENTS.match(line.text):
            end = _contents_end(marked, index, later)
            for at in range(index, end):
                if marked[at].role in ("", "heading", "item"):
                    marked[at] = marked[at].but(role="contents")
            index = max(index, end - 1)
        index += 1
    return marked


def _mark_unnamed_contents(lines: list[Line]) -> list[Line]:
    """A run of short numbered or bulleted lines that all come again later as lines alone.

    A contents list without its heading, as web pages print it; a quarter of its titles may differ.
    Lines that come again one under another are a list repeated, not headings.
    """
    later = {_bare_title(line.text): at for at, line in enumerate(lines) if len(line.text) < 90}
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and _may_list(lines[end]):
            end += 1
        run = range(start, end)
        again = [later.get(_bare_title(lines[at].text), -1) for at in run]
        again = sorted(at for at in again if at >= end)
        apart = all(after - before > 1 for before, after in pairwise(again))
        if len(again) >= 3 and len(again) >= 0.75 * len(run) and apart:
            lines[start:end] = [line.but(role="contents") for line in lines[start:end]]
        start = max(end, start + 1)
    return lines


def _may_list(line: Line) -> bool:
    numbered = bool(line.marker) or find_marker(line.text) is not None
    return numbered and line.role in ("", "item") and len(line.text.split()) <= 12


def _is_form(text: str) -> bool:
    return bool(re.match(r"^(signed|signature|name|date|class|print)", text, re.IGNORECASE))


def _contents_end(lines: list[Line], start: int, later: dict[str, int]) -> int:
    """Where the list ends: entries recur later in the text or end in a number."""
    end = start + 1
    seen: set[str] = set()
    while end < len(lines):
        line = lines[end]
        title = _bare_title(line.text)
        entry = (
            bool(_LEADER.search(line.text))
            or bool(_ENDS_IN_NUMBER.search(line.text) and len(line.text.split()) <= 14)
            or (title in later and later[title] > end and title not in seen)
            or line.role in ("page-number", "header", "footer", "contents")
        )
        if not entry or (title in seen and not _LEADER.search(line.text)):
            break
        seen.add(title)
        end += 1
    return end if end > start + 1 else start


def _bare_title(text: str) -> str:
    marker = find_marker(text)
    rest = text[marker.rest :] if marker is not None else text
    rest = re.sub(r"[\s.…_]*\d{1,4}$", "", rest)
    return re.sub(r"[^a-z ]", "", rest.lower()).strip()
