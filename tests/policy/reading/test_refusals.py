"""Files that cannot be read: one plain sentence each, and nothing worse."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from candour.policy.reading import UnreadablePolicy, read_policy, read_policy_bytes
from candour.policy.reading.errors import known_codes

from .builders import docx, pdf, saved

WORDS = "# Rules\nStaff must not post pictures of pupils on their own accounts.\n"


def code_of(data: bytes, name: str = "policy.pdf") -> str:
    """The code of the refusal."""
    with pytest.raises(UnreadablePolicy) as caught:
        read_policy_bytes(data, name=name)
    return caught.value.code


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip archive of the parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def encrypted_pdf(password: str) -> bytes:
    """A PDF that opens with the password alone."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(WORDS))))
    writer.encrypt(password, owner_password="owner", algorithm="AES-256")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def scanned_pdf() -> bytes:
    """A PDF whose only page is a picture."""
    import typst

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 4, 4, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + bytes([40, 80, 120, 160]) for _ in range(4)))
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    numbers = ", ".join(str(byte) for byte in png)
    made = typst.compile(f"#image(bytes(({numbers})), width: 10cm)".encode())
    assert isinstance(made, bytes)
    return made


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\n \t ", "empty"),
        (b"%PDF-1.7\n garbage without any objects", "corrupted"),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "picture"),
        (b"\xff\xd8\xff\xe0" + bytes(60), "picture"),
        (b"PK\x03\x04 not really an archive", "corrupted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old-word"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
        ),
        (b"{\\rtf1 Staff must}", "other-writer"),
        (b"<!DOCTYPE html><p>Staff must</p>", "web-page"),
        (bytes(range(256)) * 40, "not-a-policy"),
        (zipped({"xl/workbook.xml": b"<x/>"}), "spreadsheet"),
        (zipped({"ppt/presentation.xml": b"<x/>"}), "slides"),
        (zipped({"holiday.txt": b"x"}), "not-a-policy"),
        (zipped({"mimetype": b"x", "content.xml": b"<x/>"}), "other-writer"),
        (zipped({"word/document.xml": b"<w:document"}), "corrupted"),
    ],
)
def test_refusal_names_what_is_wrong(data: bytes, code: str) -> None:
    assert code_of(data) == code


def test_a_cut_off_pdf_is_corrupted() -> None:
    whole = pdf(WORDS)
    assert code_of(whole[: len(whole) // 3]) == "corrupted"


def test_a_cut_off_word_file_is_corrupted() -> None:
    whole = docx(WORDS)
    assert code_of(whole[: len(whole) // 2], "policy.docx") == "corrupted"


def test_a_locked_pdf_is_named_so() -> None:
    assert code_of(encrypted_pdf("secret")) == "encrypted"


def test_a_pdf_with_an_empty_password_opens() -> None:
    reading = read_policy_bytes(encrypted_pdf(""), name="policy.pdf")
    assert [c.text for c in reading.clauses] == [
        "Staff must not post pictures of pupils on their own accounts."
    ]


def test_a_scan_says_that_it_is_a_picture_of_text() -> None:
    with pytest.raises(UnreadablePolicy) as caught:
        read_policy_bytes(scanned_pdf(), name="policy.pdf")
    assert caught.value.code == "scanned"
    assert caught.value.message == (
        "We could not read the words in this file: it is a picture of text. "
        "You can type it in or upload a text version."
    )


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as stream:
        stream.truncate(500 * 1024 * 1024)
    with pytest.raises(UnreadablePolicy) as caught:
        read_policy(path)
    assert caught.value.code == "too-large"


def test_a_missing_file_is_named_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePolicy) as caught:
        read_policy(tmp_path / "none.pdf")
    assert caught.value.code == "missing"


def test_a_bomb_in_a_word_file_is_refused() -> None:
    assert code_of(zipped({"word/document.xml": b" " * 70_000_000}), "policy.docx") == "unsafe"


def test_entities_in_a_word_file_are_refused() -> None:
    attack = (
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert code_of(zipped({"word/document.xml": attack}), "policy.docx") == "unsafe"


def test_absurd_nesting_in_a_word_file_is_refused() -> None:
    assert code_of(zipped({"word/document.xml": b"<a>" * 5000}), "policy.docx") == "unsafe"


def test_an_empty_word_file_is_empty() -> None:
    import docx as word

    assert code_of(saved(word.Document()), "policy.docx") == "empty"


@pytest.mark.parametrize("name", ["policy.txt", "policy.docx", "policy", "policy.png"])
def test_the_name_does_not_decide_what_a_file_is(name: str) -> None:
    reading = read_policy_bytes(pdf(WORDS), name=name)
    assert (reading.source.format, reading.source.name, len(reading.clauses)) == ("pdf", name, 1)


def test_every_refusal_is_a_sentence() -> None:
    for code in known_codes():
        message = UnreadablePolicy(code).message
        assert (message[0].isupper(), message[-1]) == (True, ".")


@pytest.mark.parametrize("text", ["a" * 30_000, "Staff must ask. " * 3_000, "x\n" * 40_000])
def test_absurd_text_is_refused_at_once(text: str) -> None:
    assert code_of(text.encode(), "policy.txt") in {"not-a-policy", "too-long"}
