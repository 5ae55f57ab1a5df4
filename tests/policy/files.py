"""Files made for the tests of reading and importing: policies in several forms, and spoilt ones."""

from __future__ import annotations

import io
import struct
import zlib
from functools import cache

import typst
from pypdf import PdfReader, PdfWriter

SMALL = """# Social media policy

## Staff

Staff must not be friends with pupils on social media.
Staff must tell the designated safeguarding lead about any worry.
Staff are advised to check their privacy settings every term.

## Official accounts

The headteacher approves each official account before it opens.
Two named members of staff hold the log-in details of each account.
Comments that hurt somebody are hidden the same day.

## Parents

Parents must not post pictures of other people's children.
Parents with a complaint should ring the school office.
"""

CHANGED = (
    SMALL.replace("hidden the same day", "hidden within two hours and kept as evidence")
    .replace("Parents with a complaint should ring the school office.\n", "")
    .replace("## Parents\n", "## Parents\n\nThe newsletter comes out every Friday.\n")
)

PROSE = (
    "Staff must keep their own accounts private and must not use them to write to pupils. "
    "The headteacher looks at every official account each month and writes down what was found. "
    "Pupils are taught each year how to block people and how to report what worries them. "
)


@cache
def pdf(markup: str) -> bytes:
    """A PDF set from typst markup."""
    made: bytes = typst.compile(markup.encode(), format="pdf")
    return made


def long_pdf(pages: int = 60) -> bytes:
    """A PDF of so many full pages of prose under numbered headings."""
    body = "".join(
        f"\n= Part {number}\n\n{PROSE * 7}\n\n{PROSE * 6}\n#pagebreak(weak: true)\n"
        for number in range(1, pages + 1)
    )
    return pdf(f'#set page(paper: "a4", numbering: "1")\n#set text(size: 10pt)\n{body}')


def scanned_pdf() -> bytes:
    """A PDF whose one page is a picture."""
    numbers = ", ".join(str(each) for each in _grey_picture())
    return pdf(f'#image(bytes(({numbers})), format: "png", width: 100%)')


def _grey_picture(side: int = 40) -> bytes:
    """A grey square as PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    rows = b"".join(b"\x00" + bytes([150]) * side for _ in range(side))
    data = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data


def encrypted_pdf() -> bytes:
    """A PDF that opens with a password alone."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("Staff must be kind."))))
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def corrupted_pdf() -> bytes:
    """The first third of a PDF."""
    whole = long_pdf(3)
    return whole[: len(whole) // 3]


SPOILT = {
    "empty.pdf": (b"", "empty"),
    "blank.txt": (b" \n\n ", "empty"),
    "corrupted.pdf": (corrupted_pdf, "damaged"),
    "locked.pdf": (encrypted_pdf, "password"),
    "scanned.pdf": (scanned_pdf, "picture of text"),
    "policy.docx": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 200, "picture"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, ".docx"),
    "archive.pdf": (b"PK\x03\x04" + b"\x00" * 100, ""),
}


def spoilt(name: str) -> bytes:
    """The bytes of one of the spoilt files."""
    content, _ = SPOILT[name]
    return content if isinstance(content, bytes) else content()
