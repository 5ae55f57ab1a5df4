"""Acts on duties: naming owners, taking that back, rhythm, what does not apply."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from candour.audit.queries import entries_about
from candour.kit.access import Machine, Refused
from candour.kit.clock import today
from candour.people.models import Person
from candour.policy.actions import duties as acts
from candour.policy.models import Assignment, Duty
from candour.schools.models import School
from tests.factories.cast import Cast, make_school

CONTROLS = ["newsletter", "training", "roles"]


def begin(school: School, cast: Cast) -> dict[str, Duty]:
    made = acts.ensure_duties(by=cast.ruth, school=school, controls=CONTROLS)
    return {duty.control: duty for duty in made}


def owners() -> dict[str, Person | None]:
    return {duty.control: duty.owner for duty in Duty.objects.select_related("owner")}


def said_last(duty: Duty) -> str:
    return entries_about(duty)[0].sentence


def test_duties_begin_once_with_the_controls_own_rhythm(school: School, cast: Cast) -> None:
    first = begin(school, cast)
    assert begin(school, cast) == first
    assert first["newsletter"].rhythm == "weekly"
    assert owners() == dict.fromkeys(CONTROLS)


def test_a_control_that_does_not_exist_begins_nothing(school: School, cast: Cast) -> None:
    with pytest.raises(Refused, match="no control of that name"):
        acts.ensure_duties(by=cast.ruth, school=school, controls=["training", "other"])
    assert Duty.objects.count() == 0


def test_one_owner_is_named_and_has_half_a_term_to_begin(school: School, cast: Cast) -> None:
    duty = begin(school, cast)["training"]
    acts.assign_duty(by=cast.ruth, duty=duty, owner=cast.helen)
    duty.refresh_from_db()
    assert (duty.owner, duty.next_due) == (cast.helen, today() + timedelta(weeks=6))
    assert (
        said_last(duty) == "Ruth Adeyemi named Helen Marsh for “Staff are trained on social media”"
    )


def test_what_candour_sees_itself_gets_no_date(school: School, cast: Cast) -> None:
    duty = begin(school, cast)["roles"]
    acts.assign_duty(by=cast.ruth, duty=duty, owner=cast.ruth)
    duty.refresh_from_db()
    assert duty.next_due is None


def test_several_owners_are_named_in_one_act_and_it_can_be_taken_back(
    school: School, cast: Cast
) -> None:
    duties = begin(school, cast)
    acts.assign_duty(by=cast.ruth, duty=duties["training"], owner=cast.helen)
    before = (owners(), list(Duty.objects.order_by("control").values_list("next_due", flat=True)))
    done = acts.assign_duties(by=cast.ruth, school=school, controls=CONTROLS, owner=cast.sam)
    assert owners() == dict.fromkeys(CONTROLS, cast.sam)
    acts.undo_assignment(by=cast.ruth, assignment=done)
    after = (owners(), list(Duty.objects.order_by("control").values_list("next_due", flat=True)))
    assert after == before
    assert len(entries_about(duties["newsletter"])) == 2
    with pytest.raises(Refused, match="taken back already"):
        acts.undo_assignment(by=cast.ruth, assignment=done)


def test_nothing_is_taken_back_over_somebody_elses_change(school: School, cast: Cast) -> None:
    duties = begin(school, cast)
    done = acts.assign_duties(by=cast.ruth, school=school, controls=CONTROLS, owner=cast.sam)
    acts.assign_duty(by=cast.sam, duty=duties["roles"], owner=cast.ruth)
    with pytest.raises(Refused, match="changed one of these duties since"):
        acts.undo_assignment(by=cast.ruth, assignment=done)
    assert owners()["training"] == cast.sam


def test_each_duty_can_have_its_own_owner_in_one_act(school: School, cast: Cast) -> None:
    wanted = {"training": cast.helen, "newsletter": cast.mohammed}
    acts.assign_owners(by=cast.ruth, school=school, owners=wanted)
    assert owners() == wanted
    assert Assignment.objects.count() == 1


def test_who_has_left_or_is_of_another_school_answers_for_nothing(
    school: School, cast: Cast
) -> None:
    duty = begin(school, cast)["training"]
    cast.grace.left_on = today()
    cast.grace.save()
    elsewhere = Person(school=make_school("other-school"), given_name="A", family_name="B")
    for person, words in ((cast.grace, "has left"), (elsewhere, "of this school")):
        with pytest.raises(Refused, match=words):
            acts.assign_duty(by=cast.ruth, duty=duty, owner=person)
    with pytest.raises(Refused, match="at least one duty"):
        acts.assign_duties(by=cast.ruth, school=school, controls=[], owner=cast.sam)
    assert owners()["training"] is None


def test_teachers_and_volunteers_name_nobody(school: School, cast: Cast) -> None:
    duty = begin(school, cast)["training"]
    for person in (cast.grace, cast.ivy, cast.margaret):
        with pytest.raises(Refused, match="Your role does not allow this"):
            acts.assign_duty(by=person, duty=duty, owner=cast.sam)


def test_another_rhythm_counts_from_when_it_was_last_done(school: School, cast: Cast) -> None:
    duty = begin(school, cast)["training"]
    acts.assign_duty(by=cast.ruth, duty=duty, owner=cast.helen)
    duty.refresh_from_db()
    done_on = today() - timedelta(days=3)
    acts.attest(by=cast.helen, duty=duty, statement="Everybody came.", collected_on=done_on)
    duty.refresh_from_db()
    acts.set_rhythm(by=cast.ruth, duty=duty, rhythm="weekly")
    duty.refresh_from_db()
    assert (duty.rhythm, duty.next_due) == ("weekly", done_on + timedelta(days=7))
    with pytest.raises(Refused, match="how often"):
        acts.set_rhythm(by=cast.ruth, duty=duty, rhythm="sometimes")


def test_not_applicable_needs_a_reason_and_can_end(school: School, cast: Cast) -> None:
    duty = begin(school, cast)["newsletter"]
    with pytest.raises(Refused, match="Say why"):
        acts.mark_not_applicable(by=cast.ruth, duty=duty, reason="  ")
    acts.mark_not_applicable(by=cast.ruth, duty=duty, reason="We have no newsletter.")
    duty.refresh_from_db()
    assert duty.not_applicable_because == "We have no newsletter."
    acts.applies_again(by=cast.ruth, duty=duty)
    duty.refresh_from_db()
    assert duty.not_applicable_because == ""
    assert said_last(duty).endswith("applies after all")


def test_the_duties_of_somebody_who_left_have_nobody(school: School, cast: Cast) -> None:
    begin(school, cast)
    acts.assign_duties(by=cast.ruth, school=school, controls=CONTROLS, owner=cast.sam)
    keeper = Machine("people", school.pk, frozenset({"policy.duties.manage"}))
    assert len(acts.hand_back_duties(by=keeper, person=cast.sam)) == 3
    assert owners() == dict.fromkeys(CONTROLS)
    assert acts.hand_back_duties(by=keeper, person=cast.sam) == []


def test_a_due_date_comes_back_as_a_date(school: School, cast: Cast) -> None:
    duty = begin(school, cast)["training"]
    Duty.objects.filter(pk=duty.pk).update(next_due=date(2027, 1, 5))
    done = acts.assign_duty(by=cast.ruth, duty=duty, owner=cast.sam)
    acts.undo_assignment(by=cast.ruth, assignment=done)
    duty.refresh_from_db()
    assert duty.next_due == date(2027, 1, 5)
