"""Clause ids that last, and fingerprints of a clause's words that survive a change of format."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

from .words import word_set

_SMALL_WORDS = word_set("a an and the of to for in on at by with from or our your is are")
_QUOTES = str.maketrans({
    "‘": "'", "’": "'", "‚": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"',
    "«": '"', "»": '"',
    "–": "-", "—": "-", "‐": "-", "−": "-", "…": ".",
})  # fmt: skip
_LEADING = re.compile(
    r"^\s*([•◦▪‣●○■□◆➢➤►▶✓✔*+·-]\s*|\(?(\d{1,3}(\.\d{1,3})*|[a-z]|[ivxlc]{1,6})[.)]\)?\s+|"
    r"\d{1,3}(\.\d{1,3})+\s+|§\s*\d+\s+)+",
    re.IGNORECASE,
)


def normalised(text: str) -> str:
    """The words of a clause with case, spaces, quotes, dashes, bullets and numbers folded."""
    folded = unicodedata.normalize("NFKC", text.translate(_QUOTES)).casefold().translate(_QUOTES)
    folded = _LEADING.sub("", folded)
    folded = re.sub(r"[\s\u00ad\u200b]+", " ", folded)
    folded = re.sub(r"\s*([-/])\s*", r"\1", folded)
    return re.sub(r"([;,.:]|\s|;\s*(and|or))+$", "", folded.strip()).strip()


def fingerprint(text: str) -> str:
    """SHA-256 in hexadecimal of the normalised words; equal for PDF, Word and text twins."""
    return hashlib.sha256(normalised(text).encode("utf-8")).hexdigest()


class ClauseIds:
    """Gives ids unique in one document: a printed number where there is one, else the section's
    initials and a count, as in ``OUS-3``.
    """

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._taken: set[str] = set()
        self._parent = ""

    def pass_by(self, headings: Sequence[str], number: str) -> None:
        """Take note of a block's printed number, under which lettered items may follow."""
        printed = _plain(number)
        if re.match(r"\d", printed):
            dotted = re.match(r"\d+\.\d", printed)
            self._parent = printed if dotted else f"{_initials(headings)}-{printed}"

    def next_id(self, headings: Sequence[str], number: str) -> str:
        """The id of the next clause under these headings with this printed number."""
        section = _initials(headings)
        printed = _plain(number)
        if not self._parent.startswith(section) and not re.match(r"\d", self._parent):
            self._parent = ""
        if printed:
            wanted = printed if re.match(r"\d+\.\d", printed) else f"{section}-{printed}"
            if self._parent and re.fullmatch(r"[A-Za-z]+", printed):
                wanted = f"{self._parent}.{printed}"
            if wanted not in self._taken:
                self._taken.add(wanted)
                return wanted
        while True:
            self._counts[section] = self._counts.get(section, 0) + 1
            wanted = f"{section}-{self._counts[section]}"
            if wanted not in self._taken:
                self._taken.add(wanted)
                return wanted


def _plain(number: str) -> str:
    return re.sub(r"[^A-Za-z0-9.]+", "", number).strip(".")


def _initials(headings: Sequence[str]) -> str:
    if not headings:
        return "P"
    words = re.findall(r"[A-Za-z]+", re.sub(r"[’']s\b", "", headings[-1]))
    letters = [w[0].upper() for w in words if w.lower() not in _SMALL_WORDS]
    if len(letters) == 1:
        return str(words[0][:3].upper()) if len(words) == 1 else letters[0]
    return "".join(letters[:4]) or "P"
