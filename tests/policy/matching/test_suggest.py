"""Suggestions: order, scores, reasons, context, and what happens with odd input."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from candour.policy.library import load_control_texts
from candour.policy.matching import CONFIDENT, Suggestion, suggest
from candour.policy.matching.phrases import parse_phrase, read_phrases
from candour.policy.matching.train import sources_digest
from candour.policy.matching.weights import encode, weights


@dataclass(frozen=True)
class Clause:
    text: str
    lead_in: str = ""
    headings: tuple[str, ...] = ()
    binds: tuple[str, ...] = ()
    kind: str = "obligation"


def test_a_plain_clause_is_suggested_with_confidence_and_a_reason() -> None:
    best = suggest("Staff must not accept friend requests from pupils.")[0]
    assert best.control == "staff-no-pupil-contact"
    assert best.score >= CONFIDENT
    assert best.reason == "staff, pupils, friend requests and following"


def test_suggestions_are_sorted_limited_and_scored_from_0_to_1() -> None:
    found = suggest("Comments may be removed and parents told.", limit=4)
    scores = [each.score for each in found]
    assert len(found) == 4
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= each <= 1 for each in scores)
    assert all(each.reason for each in found)
    assert len({each.control for each in found}) == 4


def test_a_clause_object_gives_the_same_as_its_parts() -> None:
    clause = Clause("keep it private", "Staff should:", ("Personal accounts",), ("Staff",))
    assert suggest(clause) == suggest(
        "keep it private",
        lead_in="Staff should:",
        headings=("Personal accounts",),
        binds=("Staff",),
    )


@pytest.mark.parametrize(
    ("lead_in", "control"),
    [
        ("Parents will not:", "parent-conduct"),
        ("Staff must not:", "staff-no-pupil-contact"),
    ],
)
def test_the_lead_in_decides_who_acts(lead_in: str, control: str) -> None:
    text = {
        "parent-conduct": "send friend requests to teachers",
        "staff-no-pupil-contact": "send friend requests to pupils",
    }[control]
    assert suggest(text, lead_in=lead_in)[0].control == control


def test_headings_help_a_bare_fragment() -> None:
    bare = {each.control: each.score for each in suggest("At least twice a day")}
    under = {
        each.control: each.score
        for each in suggest("At least twice a day", headings=("Monitoring our official accounts",))
    }
    assert under["official-monitoring"] > bare.get("official-monitoring", 0.0)


@pytest.mark.parametrize("text", ["", "   ", "...", "Zxqv bbrkl."])
def test_nothing_recognised_is_other_with_no_score(text: str) -> None:
    assert suggest(text) == [Suggestion("other", 0.0, "nothing recognised")]


def test_the_same_clause_gives_the_same_suggestions() -> None:
    text = "Pupils hand in phones."
    assert suggest(text) == suggest(text)


def test_weights_were_trained_on_the_phrases_of_this_release() -> None:
    assert weights().digest == sources_digest()


def test_weights_know_every_control() -> None:
    assert weights().controls == tuple(sorted(load_control_texts()))


def test_every_control_has_phrases_enough_and_every_label_is_a_control() -> None:
    known = set(load_control_texts())
    counts = dict.fromkeys(known, 0)
    for phrase in read_phrases():
        assert set(phrase.controls) <= known, phrase
        counts[phrase.controls[0]] += 1
    assert min(counts.values()) >= 25


def test_phrase_line_gives_lead_in_text_and_controls() -> None:
    phrase = parse_phrase("[Staff will:] be kind ++ equality, sanctions", "staff-conduct")
    assert (phrase.lead_in, phrase.text) == ("Staff will:", "be kind")
    assert phrase.controls == ("staff-conduct", "equality", "sanctions")


def test_phrase_line_with_nothing_in_it_is_refused() -> None:
    with pytest.raises(ValueError, match="no phrase"):
        parse_phrase("++ equality", "staff-conduct")


@pytest.mark.parametrize(("value", "mark"), [(0.0, "P"), (0.15, "Q"), (99.0, "~"), (-99.0, "#")])
def test_a_weight_is_one_printable_character(value: float, mark: str) -> None:
    assert encode(value) == mark
