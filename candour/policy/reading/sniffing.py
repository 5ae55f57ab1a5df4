"""Which kind of file this is, told by its content and never by its name alone."""

from __future__ import annotations

import io
import re
import zipfile

from .errors import MAX_BYTES, UnreadablePolicy

PDF, DOCX, MARKDOWN, TEXT = "pdf", "docx", "markdown", "text"

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"^\s*(<!doctype html|<html|<head|<body)", re.IGNORECASE)
_MARKDOWN_MARKS = re.compile(
    r"^(#{1,6} \S|\s*[-*+] .*\*\*|\*\*.+\*\*|\|?[ :]*-{3,}[-| :]*\|)", re.M
)
_ATX = re.compile(r"^#{1,6} \S", re.M)


def sniff(data: bytes) -> str:
    """``pdf``, ``docx`` or ``text`` for the bytes of a file.

    Raises:
        UnreadablePolicy: empty, too large, or of a kind that is no policy.
    """
    if len(data) > MAX_BYTES:
        raise UnreadablePolicy("too-large")
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        raise UnreadablePolicy("empty")
    head = data[:1024]
    if b"%PDF-" in head:
        return PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_archive(data)
    if head.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise UnreadablePolicy("encrypted" if locked else "old-word")
    if head.startswith(_PICTURES) or head[8:12] == b"WEBP" or head[4:8] == b"ftyp":
        raise UnreadablePolicy("picture")
    if head.startswith(b"{\\rtf"):
        raise UnreadablePolicy("other-writer")
    if _HTML.match(head):
        raise UnreadablePolicy("web-page")
    return TEXT


def is_markdown(text: str, name: str) -> bool:
    """Whether decoded text is Markdown: it is named so, or it has headings or marks of it."""
    marks = len(_MARKDOWN_MARKS.findall(text))
    if name.lower().endswith((".md", ".markdown")):
        return True
    return len(_ATX.findall(text)) >= 2 or marks >= 4


def _sniff_archive(data: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadablePolicy("corrupted") from error
    if "word/document.xml" in names or any(re.match(r"word/document\d*\.xml$", n) for n in names):
        return DOCX
    if any(name.startswith("xl/") for name in names):
        raise UnreadablePolicy("spreadsheet")
    if any(name.startswith("ppt/") for name in names):
        raise UnreadablePolicy("slides")
    if {"mimetype", "content.xml"} <= names:
        raise UnreadablePolicy("other-writer")
    raise UnreadablePolicy("not-a-policy")
