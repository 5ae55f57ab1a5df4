"""Clean-up of single characters: mojibake, odd spaces, private-use glyphs, ligatures."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffc\ufffd]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_RUNS = re.compile(r"[ \t]{2,}|\t")
_MOJIBAKE = re.compile("[Ââãâï]|[\u0080-\u009f]|\u00c3.|&[a-z]+;|&#")
_LIGATURES = str.maketrans({
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\u2011": "-", "\u2028": "\n", "\u2029": "\n",
})  # fmt: skip


def clean_characters(text: str) -> str:
    """One line with its characters put right; tabs and runs of spaces are kept for the caller.

    Private-use glyphs, which Word's Symbol and Wingdings bullets become in a PDF, are turned into
    a bullet at the start of a line and into the letter they stand for, or a space, elsewhere.
    """
    if text.isascii():
        return _CONTROL.sub("", text)
    if _MOJIBAKE.search(text):
        text = _mend(text)
    text = text.translate(_LIGATURES)
    text = _PRIVATE.sub(_glyph, text)
    text = _CONTROL.sub("", _INVISIBLE.sub("", _SPACES.sub(" ", text)))
    return unicodedata.normalize("NFC", text)


def single_spaced(text: str) -> str:
    """The text with tabs and runs of spaces as one space, and no space at either end."""
    return _RUNS.sub(" ", text).strip()


def _mend(text: str) -> str:
    """Undo text decoded with the wrong table, keeping curly quotes as they are."""
    import ftfy

    return ftfy.fix_text(text, uncurl_quotes=False, fix_character_width=False)


def _glyph(match: re.Match[str]) -> str:
    before = match.string[: match.start()].strip()
    if not before:
        return "\u2022 "
    code = ord(match.group()) - 0xF000
    return chr(code) if 0x20 <= code < 0x7F else " "
