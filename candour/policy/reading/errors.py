"""The one error that reading a policy may raise, with the sentences people see."""

from __future__ import annotations

MAX_BYTES = 50 * 1024 * 1024
MAX_PAGES = 600
MAX_LINES = 30_000
MAX_CHARACTERS = 2_000_000

_MESSAGES: dict[str, str] = {
    "missing": "There is no file with that name. Check the name and the folder, then try again.",
    "empty": "This file is empty. Choose a file that has the policy's words in it.",
    "too-large": (
        "This file is too large: policies of up to 50 MB can be read. "
        "Save it again without its pictures, or upload a text version."
    ),
    "too-long": (
        "This document is too long to be one policy. Upload the policy's own pages as a "
        "separate file."
    ),
    "too-slow": (
        "This document took too long to read, so we stopped. Save it again as a Word file or "
        "as text."
    ),
    "corrupted": (
        "This file is damaged and could not be opened. Open it in the program that made it, "
        "save it again, then upload the new copy."
    ),
    "encrypted": (
        "This file is locked with a password. Save a copy without the password, then upload that."
    ),
    "scanned": (
        "We could not read the words in this file: it is a picture of text. "
        "You can type it in or upload a text version."
    ),
    "old-word": (
        "This is an old kind of Word file (.doc). Open it in Word, save it as .docx, "
        "then upload the new copy."
    ),
    "unsafe": (
        "This file is built in a way that could harm the computer, so we did not open it. "
        "Save it again as a PDF or as text."
    ),
    "not-a-policy": (
        "This is not a kind of file that we can read as a policy. "
        "Upload a PDF, a Word file (.docx), Markdown or plain text."
    ),
    "picture": (
        "This is a picture, not a document. Upload the policy as a PDF, a Word file or text."
    ),
    "spreadsheet": (
        "This is a spreadsheet, not a document. Upload the policy as a PDF, a Word file or text."
    ),
    "slides": (
        "This is a set of slides, not a document. Upload the policy as a PDF, a Word file or text."
    ),
    "other-writer": (
        "This document is of a kind that we cannot read. Save it as .docx or PDF, then upload that."
    ),
    "web-page": (
        "This is a web page. Print it to a PDF, or copy its words into a text file, then "
        "upload that."
    ),
}


class UnreadablePolicy(Exception):
    """A file that cannot be read as a policy.

    ``code`` is one of the keys of the table above; ``message`` is a plain sentence that says
    what is wrong and what to do. Nothing is kept of a file that raises it.
    """

    def __init__(self, code: str, message: str | None = None) -> None:
        self.code = code
        self.message = message if message is not None else _MESSAGES[code]
        super().__init__(self.message)


def known_codes() -> tuple[str, ...]:
    """Every code that reading may raise, in the order of the table."""
    return tuple(_MESSAGES)
