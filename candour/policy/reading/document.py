"""The way in: bytes or a path become a ``Reading``."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from .blocks import classify
from .clauses import assemble
from .errors import MAX_BYTES, MAX_LINES, UnreadablePolicy
from .joining import join_lines
from .lines import Extract
from .model import Reading, Source
from .running import mark_running_lines
from .sniffing import DOCX, PDF, is_markdown, sniff
from .spacing import settle_spacing
from .stationery import mark_stationery

_LONGEST_PARAGRAPH = 20_000
_LONGEST_WORD = 1_000

Progress = Callable[[int, int], None]


def read_policy(
    path: Path, *, name: str | None = None, progress: Progress | None = None
) -> Reading:
    """Read a policy from a file; its size is looked at before a byte of it is read.

    ``progress`` is called with pages done and pages in all.

    Raises:
        UnreadablePolicy: with a plain sentence, whatever is wrong with the file.
    """
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise UnreadablePolicy("missing")
        if size > MAX_BYTES:
            raise UnreadablePolicy("too-large")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadablePolicy("missing") from error
    except OSError as error:
        raise UnreadablePolicy("corrupted") from error
    return read_policy_bytes(data, name=name or path.name, progress=progress)


def read_policy_bytes(data: bytes, *, name: str, progress: Progress | None = None) -> Reading:
    """Read a policy from its bytes; ``name`` is kept for display and decides only .md against .txt.

    Raises:
        UnreadablePolicy: with a plain sentence, whatever is wrong with the bytes.
    """
    extract = _extract(data, name, progress)
    if len(extract.lines) > MAX_LINES:
        raise UnreadablePolicy("too-long")
    if any(_is_absurd(line.text) for line in extract.lines):
        raise UnreadablePolicy("not-a-policy")
    if not any(c.isalpha() for line in extract.lines for c in line.text):
        raise UnreadablePolicy("empty")
    lines = settle_spacing(extract.lines)
    lines = mark_stationery(mark_running_lines(lines))
    made = assemble(classify(join_lines(lines)), extract.notes)
    source = Source(name, hashlib.sha256(data).hexdigest(), extract.pages, extract.format)
    return Reading(
        source, made.text, tuple(made.clauses), tuple(made.furniture), tuple(made.warnings)
    )


def _is_absurd(text: str) -> bool:
    """No policy has a paragraph of 20,000 characters or a word of 1,000; both cost minutes."""
    if len(text) <= _LONGEST_WORD:
        return False
    longest = max((len(word) for word in text.split()), default=0)
    return len(text) > _LONGEST_PARAGRAPH or longest > _LONGEST_WORD


def _extract(data: bytes, name: str, progress: Progress | None) -> Extract:
    """Hand the bytes to the right source; each is loaded only when it is needed."""
    kind = sniff(data)
    if kind == PDF:
        from .sources.pdf import read_pdf

        return read_pdf(data, progress)
    if kind == DOCX:
        from .sources.docx import read_docx

        return read_docx(data)
    from .sources.plain import decode, read_text

    text = decode(data)
    if is_markdown(text, name):
        from .sources.markdown import read_markdown

        return read_markdown(text)
    return read_text(text)
