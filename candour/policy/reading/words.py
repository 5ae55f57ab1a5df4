"""Word lists written as running text, which people can read and extend."""

from __future__ import annotations


def word_list(text: str) -> list[str]:
    """The words of the text in order."""
    return text.split()


def word_set(text: str) -> frozenset[str]:
    """The words of the text as a set."""
    return frozenset(text.split())
