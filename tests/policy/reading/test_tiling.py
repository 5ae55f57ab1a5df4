"""Every character of the text lies in exactly one record."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.policy.reading import Reading, UnreadablePolicy, read_policy_bytes

from .builders import CORPUS, source, without_labels

PIECES = st.sampled_from(
    [
        "Staff must not post pictures of pupils.",
        "1. ",
        "1.1 ",
        "(a) ",
        "• ",
        "- ",
        "\uf0b7 ",
        "iv. ",
        "Staff must:",
        "HEADING",
        "A heading",
        "\n",
        "\n\n",
        "\f",
        "Page 3 of 12",
        "Dear Parents,",
        "Signed: ______",
        "| a | b |",
        "a\tb\tc",
        "§ 4 ",
        "Q: May I?",
        "A: No. Never.",
        "e.g. this",
        "word",
        " ",
        "…",
        "12",
        "https://a.example/b",
        "Contents",
        "Aims ....... 4",
        "**bold**",
        "# ",
        "From: a",
        "To: b",
        "Kind regards,",
        "é",
        "\u200b",
        "’",
        "(b) then (c) that",
        "1) one 2) two",
    ]
)


def assert_tiled(reading: Reading) -> None:
    """Fail unless clauses and furniture lie end to end over the whole text."""
    records = [(c.start, c.end, c.text) for c in reading.clauses]
    records += [(f.start, f.end, f.text) for f in reading.furniture]
    at = 0
    for start, end, text in sorted(records):
        assert (start, reading.text[start:end]) == (at, text)
        assert end > start
        at = end
    assert at == len(reading.text)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60))
def test_any_mixture_of_pieces_is_tiled(pieces: list[str]) -> None:
    try:
        reading = read_policy_bytes("".join(pieces).encode(), name="policy.txt")
    except UnreadablePolicy:
        return
    assert_tiled(reading)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_tiled(text: str) -> None:
    try:
        reading = read_policy_bytes(text.encode("utf-8", "ignore"), name="policy.md")
    except UnreadablePolicy:
        return
    assert_tiled(reading)


@pytest.mark.parametrize("name", sorted(p.name for p in CORPUS.iterdir() if p.suffix == ".txt"))
def test_no_word_of_the_source_is_lost(name: str) -> None:
    text = without_labels(source(name))
    reading = read_policy_bytes(text.encode(), name=name)
    assert_tiled(reading)
    lost = set(text.replace("_", " ").split()) - set(reading.text.replace("_", " ").split())
    assert lost == set()


def test_clause_ids_are_unique() -> None:
    for path in CORPUS.iterdir():
        if path.suffix == ".txt":
            reading = read_policy_bytes(without_labels(path.read_text()).encode(), name=path.name)
            ids = [clause.id for clause in reading.clauses]
            assert len(ids) == len(set(ids))
