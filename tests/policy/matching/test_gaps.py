"""Comparing a policy with the model: nothing missing, something missing, whom it asks."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from candour.policy.library import load_model_policy
from candour.policy.matching import Ask, GapReport, Missing, compare_with_model, suggest


@dataclass(frozen=True)
class Clause:
    text: str
    binds: tuple[str, ...] = ()
    kind: str = "obligation"
    lead_in: str = ""
    headings: tuple[str, ...] = ()


def test_the_model_policy_lacks_nothing() -> None:
    report = compare_with_model(load_model_policy())
    assert report.missing == ()
    assert report.missing_controls == ()
    assert report.nothing_missing
    assert report.without_control == ()
    assert report.verdict.startswith("Nothing is missing")


def test_an_empty_policy_lacks_everything() -> None:
    report = compare_with_model([])
    assert [gap.clause.id for gap in report.missing] == [c.id for c in load_model_policy()]
    assert all(gap.whole_control and gap.nearest is None for gap in report.missing)
    assert report.surely_missing == report.missing
    assert report.perhaps_missing == ()
    assert report.verdict == "The model policy says 106 things that we could not find in yours."
    assert report.audiences == ()


def test_a_section_taken_out_is_missed() -> None:
    model = load_model_policy()
    kept = [clause for clause in model if not clause.id.startswith("OFF")]
    missed = {gap.clause.id for gap in compare_with_model(kept).missing}
    taken = {clause.id for clause in model if clause.id.startswith("OFF")}
    assert missed <= taken
    assert len(missed) >= 13


def test_a_control_that_nobody_carries_is_named() -> None:
    kept = [c for c in load_model_policy() if c.controls != ("copyright",)]
    report = compare_with_model(kept)
    assert "copyright" in report.missing_controls
    assert {gap.clause.id for gap in report.missing if gap.whole_control} == {"PRO-3", "PRO-4"}


def _gap(likeness: float, *, whole: bool = False) -> Missing:
    model = load_model_policy()[0]
    return Missing(model, model.controls, whole, Clause("Something near."), likeness)


@pytest.mark.parametrize(
    ("gap", "sure"),
    [(_gap(0.1), True), (_gap(0.35), False), (_gap(0.35, whole=True), True)],
)
def test_a_gap_is_sure_where_nothing_is_near(gap: Missing, sure: bool) -> None:
    assert gap.sure == sure


@pytest.mark.parametrize(
    ("gaps", "verdict"),
    [
        ((_gap(0.1),), "The model policy says one thing that we could not find in yours."),
        (
            (_gap(0.1), _gap(0.2), _gap(0.4)),
            "The model policy says 2 things that we could not find in yours. "
            "Please look at one thing that yours may say in other words.",
        ),
        (
            (_gap(0.4), _gap(0.4)),
            "We found nothing that is surely missing. "
            "Please look at 2 things that yours may say in other words.",
        ),
    ],
)
def test_verdict_tells_what_is_missing_from_what_to_look_at(
    gaps: tuple[Missing, ...], verdict: str
) -> None:
    report = GapReport(audiences=(), without_control=(), missing=gaps)
    assert report.verdict == verdict
    assert not report.nothing_missing


def test_what_is_asked_is_grouped_by_audience_without_facts() -> None:
    rule = Clause("Staff must not accept friend requests from pupils.", ("Staff", "Vol"))
    loose = Clause("Complaints go through our complaints procedure.", ())
    fact = Clause("Many services have a minimum age of 13.", ("Pup",), kind="fact")
    report = compare_with_model([rule, loose, fact])
    assert [(each.audience, each.name) for each in report.audiences] == [
        ("Staff", "Staff"),
        ("Vol", "Volunteers"),
        ("", "Nobody is named"),
    ]
    best = suggest(rule)[0]
    asked = Ask(rule, "staff-no-pupil-contact", best.score, confident=True)
    assert report.audiences[0].asks == (asked,)


def test_clauses_without_a_control_are_listed() -> None:
    lost = Clause("Zxqv bbrkl.")
    housekeeping = Clause("The fire alarm is tested on Tuesdays.")
    report = compare_with_model([lost, housekeeping])
    assert report.without_control == (lost, housekeeping)


def test_suggestions_made_before_are_used() -> None:
    clause = Clause("Staff must not accept friend requests from pupils.", ("Staff",))
    made = [suggest("Photographs are published only with written parental consent.")]
    report = compare_with_model([clause], made)
    assert report.audiences[0].asks[0].control == "photo-consent"
