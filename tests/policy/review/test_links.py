"""Links: confirmed, turned down, added and changed by named people; every act can be taken back."""

import pytest

from candour.kit.access import Refused
from candour.policy.actions.links import (
    add_link,
    change_link,
    confirm_link,
    confirm_links,
    reject_link,
)
from candour.policy.actions.steps import undo_step
from candour.policy.models import Clause, ClauseText, Duty, Link, ReviewStep, Version
from candour.policy.queries.review import (
    choices_for,
    progress_of,
    review_sections,
    start_with_links,
)
from candour.schools.models import School
from tests.factories.cast import Cast
from tests.policy.stages import best_link, imported, words

FRIENDS = "Staff must not be friends"


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row that a review can touch, in full."""
    models = {"duty": Duty, "link": Link, "text": ClauseText, "clause": Clause, "version": Version}
    left_out = {"changed_at"}
    return {
        name: sorted(
            tuple(
                (field.attname, str(getattr(row, field.attname)))
                for field in model._meta.concrete_fields
                if field.name not in left_out
            )
            for row in model.objects.all()
        )
        for name, model in models.items()
    }


def test_confirming_names_the_person_and_the_words(school: School, cast: Cast) -> None:
    version = imported(school, cast.ruth)
    link = best_link(version, FRIENDS)
    confirm_link(by=cast.helen, link=link)
    link.refresh_from_db()
    assert link.status == Link.Status.CONFIRMED
    assert link.decided_by == cast.helen
    assert link.fingerprint == words(version, FRIENDS).fingerprint
    assert Duty.objects.get(control=link.control).owner is None


def test_a_teacher_confirms_nothing(school: School, cast: Cast) -> None:
    link = best_link(imported(school, cast.ruth), FRIENDS)
    with pytest.raises(Refused):
        confirm_link(by=cast.grace, link=link)
    link.refresh_from_db()
    assert link.status == Link.Status.SUGGESTED


def test_a_section_is_accepted_with_owners_in_one_step_and_undo_restores_all(
    school: School, cast: Cast
) -> None:
    version = imported(school, cast.ruth)
    before = everything()
    links = [best_link(version, FRIENDS), best_link(version, "Comments that hurt")]
    owners = {links[0].control: cast.helen, links[1].control: cast.priya}
    step = confirm_links(by=cast.ruth, links=links, version=version, owners=owners)
    assert step.words == "Accepted 2 links"
    assert {duty.control: duty.owner for duty in Duty.objects.all()} == owners
    assert Link.objects.filter(status=Link.Status.CONFIRMED).count() == 2
    undo_step(by=cast.ruth, step=step)
    assert everything() == before


def test_an_act_is_taken_back_once_and_not_over_later_changes(school: School, cast: Cast) -> None:
    version = imported(school, cast.ruth)
    link = best_link(version, FRIENDS)
    first = confirm_link(by=cast.ruth, link=link)
    second = reject_link(by=cast.ruth, link=link)
    with pytest.raises(Refused, match="has changed since"):
        undo_step(by=cast.ruth, step=first)
    undo_step(by=cast.ruth, step=second)
    with pytest.raises(Refused, match="taken back already"):
        undo_step(by=cast.ruth, step=second)
    undo_step(by=cast.ruth, step=first)
    link.refresh_from_db()
    assert link.status == Link.Status.SUGGESTED


def test_another_control_is_chosen_in_place_of_the_suggestion(school: School, cast: Cast) -> None:
    version = imported(school, cast.ruth)
    link = best_link(version, FRIENDS)
    before = everything()
    step = change_link(by=cast.ruth, link=link, control="device-use")
    found = {each.control: each.status for each in link.clause.links.all()}
    assert found[link.control] == Link.Status.REJECTED
    assert found["device-use"] == Link.Status.CONFIRMED
    undo_step(by=cast.ruth, step=step)
    assert everything() == before


def test_a_control_can_be_added_by_hand_and_must_exist(school: School, cast: Cast) -> None:
    version = imported(school, cast.ruth)
    clause = words(version, FRIENDS).clause
    add_link(by=cast.ruth, clause=clause, control="training")
    link = clause.links.get(control="training")
    assert (link.by_hand, link.status) == (True, Link.Status.CONFIRMED)
    with pytest.raises(Refused, match="no control of that name"):
        add_link(by=cast.ruth, clause=clause, control="unheard-of")


def test_progress_counts_clauses_that_still_wait(school: School, cast: Cast) -> None:
    version = imported(school, cast.ruth)
    before = progress_of(review_sections(version))
    confirm_link(by=cast.ruth, link=best_link(version, FRIENDS))
    after = progress_of(review_sections(version))
    assert (after.done, after.of) == (before.done + 1, before.of)


def test_start_with_these_proposes_the_holders_of_the_usual_roles(
    school: School, cast: Cast
) -> None:
    version = imported(school, cast.ruth)
    links = start_with_links(review_sections(version))
    choices = choices_for(links)
    assert choices
    assert {choice.control.owner: choice.proposed for choice in choices if choice.proposed}
    ranks = [choice.control.start_with for choice in choices]
    assert ranks == sorted(ranks, key=lambda rank: rank or 0)
    head = next((each for each in choices if each.control.owner == "head"), None)
    assert head is None or head.proposed == cast.ruth


def test_each_act_is_on_the_record(school: School, cast: Cast) -> None:
    version = imported(school, cast.ruth)
    step = confirm_link(by=cast.ruth, link=best_link(version, FRIENDS))
    assert ReviewStep.objects.get() == step
    assert step.by == cast.ruth
