"""The matcher, judged on clauses by other authors than those that it learnt from."""

from __future__ import annotations

from collections import Counter

import pytest

from candour.policy.library import load_control_texts
from candour.policy.matching.features import content_stems
from candour.policy.matching.phrases import read_phrases
from tests.policy.matching.paraphrases import HALVES, load_paraphrases, score


@pytest.mark.parametrize("half", HALVES)
def test_right_control_is_found(half: str) -> None:
    found = score(load_paraphrases(half))
    assert found.three / found.total >= 0.90
    assert found.first / found.total >= 0.75
    assert found.sure_right / found.sure >= 0.93
    assert found.sure / found.total >= 0.40


def test_paraphrases_are_enough_and_cover_every_control() -> None:
    every = [each for half in HALVES for each in load_paraphrases(half)]
    counts = Counter(control for each in every for control in each.right)
    assert len(every) >= 300
    assert set(counts) == set(load_control_texts())
    assert min(counts.values()) >= 3
    assert len({each.text for each in every}) == len(every)


def test_halves_share_no_author() -> None:
    authors = [{each.document for each in load_paraphrases(half)} for half in HALVES]
    assert authors[0].isdisjoint(authors[1])
    assert len(authors[0]) >= 10
    assert len(authors[1]) >= 10


def test_no_paraphrase_stands_among_the_phrases_learnt() -> None:
    """Of the content words of two clauses, fewer than two thirds are shared."""
    learnt = [content_stems(phrase.text) for phrase in read_phrases()]
    for half in HALVES:
        for each in load_paraphrases(half):
            words = content_stems(each.text)
            if len(words) >= 5:
                closest = max(len(words & other) / len(words | other) for other in learnt)
                assert closest < 0.67, each.text
