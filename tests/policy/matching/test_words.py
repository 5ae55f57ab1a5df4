"""Spellings and forms of one word fold together; words of other meaning stay apart."""

from __future__ import annotations

import pytest

from candour.policy.matching.concepts import find_concepts, parse_lexicon
from candour.policy.matching.words import stem, stems, words_by_stem


@pytest.mark.parametrize(
    ("forms", "root"),
    [
        ("photograph photographs photographed photographing", "photograph"),
        ("policy policies", "polici"),
        ("share shares shared sharing", "shar"),
        ("investigate investigation investigated", "investigat"),
        ("children child children's", "child"),
        ("bully bullies bullying bullied", "bulli"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str, root: str) -> None:
    assert {stem(form) for form in forms.split()} == {root}


@pytest.mark.parametrize(
    ("one", "other"), [("teacher", "teach"), ("action", "act"), ("apply", "app")]
)
def test_words_of_other_meaning_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("log-in", ["login"]),
        ("e-mail", ["email"]),
        ("Head Teacher\u2019s", ["headteacher"]),
        ("web site", ["websit"]),
    ],
)
def test_spellings_fold(written: str, folded: list[str]) -> None:
    assert stems(written) == folded


def test_words_by_stem_shows_words_as_written() -> None:
    assert words_by_stem("Sharing photographs") == {"shar": "sharing", "photograph": "photographs"}


def test_concepts_come_in_order_and_once() -> None:
    found = find_concepts(stems("Pupils must tell their teacher; the teacher tells a parent."))
    assert [key for key in found if key in ("pupil", "staff", "parent")] == [
        "pupil",
        "staff",
        "parent",
    ]


def test_lexicon_lines_give_longest_way_first() -> None:
    lexicon = parse_lexicon([("acts", "# remark\nmeet | meeting | meet, meet up with\n")])
    assert lexicon.concepts["meet"].label == "meeting"
    assert [way for way, _ in lexicon.ways["meet"]] == [("meet", "up", "with"), ("meet",)]
