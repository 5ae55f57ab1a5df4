"""Plain text: find the encoding, then one line for each printed line."""

from __future__ import annotations

import codecs
import re

from candour.policy.reading.characters import clean_characters, single_spaced
from candour.policy.reading.errors import MAX_CHARACTERS, UnreadablePolicy
from candour.policy.reading.lines import Extract, Line
from candour.policy.reading.tables import text_table_spans

_UNDERLINE = re.compile(r"^\s*([=\-_~*#])\1{3,}\s*$")
_QUOTED = re.compile(r"^\s*(>\s?)+")
_TAB_WIDTH = 4


def decode(data: bytes) -> str:
    """The text of the bytes: a byte order mark, UTF-8, UTF-16 without a mark, or the best guess.

    Raises:
        UnreadablePolicy: ``not-a-policy`` where the bytes are no text in any of these.
    """
    text = _decode_certain(data)
    if text is None:
        text = _decode_guess(data)
    if _looks_binary(text):
        raise UnreadablePolicy("not-a-policy")
    if len(text) > MAX_CHARACTERS:
        raise UnreadablePolicy("too-long")
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def read_text(text: str) -> Extract:
    """An extract of decoded plain text; form feeds part it into pages."""
    pages = text.split("\f")
    if pages and not pages[-1].strip():
        pages.pop()
    numbered = len(pages) > 1
    lines: list[Line] = []
    for index, page in enumerate(pages, start=1):
        lines.extend(_page_lines(page, index if numbered else None))
    return Extract("text", len(pages) if numbered else None, lines)


def _is_quoted(raw: list[str]) -> bool:
    """Whether ">" quotes an e-mail: on most of the lines; on a few of them it is a bullet."""
    filled = [line for line in raw if line.strip()]
    return sum(bool(_QUOTED.match(line)) for line in filled) > 0.5 * len(filled)


def _page_lines(page: str, number: int | None) -> list[Line]:
    raw = [clean_characters(part) for part in page.split("\n")]
    tables = text_table_spans(raw)
    quoted = _is_quoted(raw)
    lines: list[Line] = []
    gap, index = 0, 0
    while index < len(raw):
        if index in tables:
            end, rows = tables[index]
            lines.append(_table_line(rows, number, gap))
            gap, index = 0, end
            continue
        text = (_QUOTED.sub("", raw[index]) if quoted else raw[index]).expandtabs(_TAB_WIDTH)
        if not text.strip() or _UNDERLINE.match(text):
            if lines and _UNDERLINE.match(text) and gap == 0 and _underlines(lines[-1], text):
                lines[-1] = lines[-1].but(role="heading", level=2, bold=True)
            gap += 1
        else:
            indent = len(text) - len(text.lstrip())
            lines.append(Line(single_spaced(text), page=number, indent=indent, gap=gap))
            gap = 0
        index += 1
    return lines


def _table_line(rows: tuple[tuple[str, ...], ...], page: int | None, gap: int) -> Line:
    text = "\n".join(" | ".join(row) for row in rows)
    return Line(text, page=page, gap=gap, flow="new", role="table", rows=rows)


def _underlines(line: Line, rule: str) -> bool:
    """Whether a rule of signs is a heading's underline: both are of about the same length."""
    return not line.role and abs(len(line.text) - len(rule.strip())) <= max(4, len(line.text) // 3)


def _decode_certain(data: bytes) -> str | None:
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    if b"\x00" in data[:4000]:
        return _decode_utf16(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _decode_utf16(data: bytes) -> str | None:
    even, odd = data[0:4000:2].count(0), data[1:4000:2].count(0)
    name = "utf-16-le" if odd > even else "utf-16-be"
    if max(even, odd) < 0.3 * min(len(data), 4000) / 2:
        return None
    return data.decode(name, errors="replace")


def _decode_guess(data: bytes) -> str:
    """Western single-byte text is read as Windows-1252; anything else as the detector says."""
    from charset_normalizer import from_bytes

    try:
        western = data.decode("cp1252")
    except UnicodeDecodeError:
        best = from_bytes(data[:200_000]).best()
        return data.decode(best.encoding if best else "latin-1", errors="replace")
    return western


def _looks_binary(text: str) -> bool:
    sample = text[:20_000]
    odd = sum(1 for c in sample if (c < " " and c not in "\n\r\t\f\v") or c == "\ufffd")
    letters = sum(1 for c in sample if c.isalpha())
    return odd > 0.01 * len(sample) + 2 or letters < 0.3 * len(sample.replace(" ", ""))
