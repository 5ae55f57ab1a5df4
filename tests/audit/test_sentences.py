"""Entries in plain words."""

import pytest

from candour.audit.sentences import filled


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ("2026-09-12", "12 September 2026"),
        ("2026-02-30", "2026-02-30"),
        ("2026-09-12T08:10", "2026-09-12T08:10"),
        ("", "–"),
        (None, "–"),
        (True, "yes"),
        (["2026-01-31", "b"], "31 January 2026, b"),
        ({"a": 1}, "a 1"),
    ],
)
def test_a_fact_is_said_in_words(fact: object, words: str) -> None:
    assert filled("It was {fact}.", {"fact": fact}) == f"It was {words}."
