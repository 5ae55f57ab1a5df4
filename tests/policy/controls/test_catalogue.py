"""The contract that every control keeps, whichever file it stands in."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from candour.kit.clock import today
from candour.people.models import Role
from candour.policy.controls import CONTROLS, AttestedControl, Control
from candour.policy.library import load_control_texts, load_model_policy
from candour.policy.models import ClauseText, Duty
from candour.policy.rules.catalogue import ATTESTED, live_controls
from candour.policy.rules.reach import clause_reach, control_reach
from candour.schools.models import School

LIVE = {
    "linked-policies",
    "policy-review",
    "risk-register",
    "roles",
    "scope",
    "staff-parent-contact-approval",
}
every_control = pytest.mark.parametrize("control", CONTROLS.all(), ids=lambda each: each.id)


def test_the_catalogue_holds_every_control_that_has_words_but_other() -> None:
    assert set(CONTROLS) == set(load_control_texts()) - {"other"}
    assert len(CONTROLS) == 47


def test_six_controls_are_worked_out_from_live_records() -> None:
    assert {control.id for control in live_controls()} == LIVE


@every_control
def test_it_has_a_file_of_its_own(control: Control) -> None:
    file = Path(inspect.getfile(type(control)))
    assert file.name == f"{control.id.replace('-', '_')}.py"
    assert [each for each in CONTROLS.all() if inspect.getfile(type(each)) == str(file)] == [
        control
    ]


@every_control
def test_it_has_words_owner_rhythm_and_evidence(control: Control) -> None:
    assert control.title
    assert control.text.asks.endswith(".")
    assert control.text.help
    assert control.text.evidence
    assert control.text.owner in Role.values
    assert control.rhythm in Duty.Rhythm.values


@every_control
def test_its_clauses_are_those_of_the_model_policy(control: Control) -> None:
    assert set(control.text.clauses) - {clause.id for clause in load_model_policy()} == set()


@every_control
def test_it_promises_no_more_than_stands_behind_it(control: Control) -> None:
    reach = control_reach(control.id)
    assert reach in ClauseText.Reach.values
    assert not (control.attested and reach == ClauseText.Reach.ENFORCED)


@every_control
def test_attested_controls_say_so_and_live_ones_name_their_records(control: Control) -> None:
    assert isinstance(control, AttestedControl) == (control.source == ATTESTED)
    assert control.attested or control.id in LIVE


@every_control
def test_its_facts_cost_two_queries_at_most_and_hold_together(
    control: Control, school: School
) -> None:
    with CaptureQueriesContext(connection) as queries:
        fact = control.fact(school, today())
    assert len(queries) <= 2
    if control.attested:
        assert fact is None
    else:
        assert fact is not None
        assert fact.done <= fact.of
        assert (fact.done, bool(fact.sentence)) == (0, True)


def test_a_model_clause_reaches_no_further_than_people_while_it_is_attested() -> None:
    model = next(
        clause
        for clause in load_model_policy()
        if clause.reach == "enforced" and clause.kind != "fact"
    )
    text = ClauseText(text=model.text, kind=model.kind)
    control = next(each for each in CONTROLS.all() if model.id in each.text.clauses)
    assert clause_reach(text, model.id, [control.id]) == (
        "done" if control.attested else "enforced"
    )


def test_reach_of_facts_and_of_what_nobody_confirmed() -> None:
    assert clause_reach(ClauseText(kind="fact"), "INT-2", []) == "stated"
    assert clause_reach(ClauseText(kind="obligation"), "STA-14", []) == ""
