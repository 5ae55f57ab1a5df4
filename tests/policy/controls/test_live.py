"""The controls that Candour works out from live records: true, not true, and when that ends."""

from __future__ import annotations

from datetime import timedelta

from candour.kit.clock import today
from candour.people.models import Role, RoleHeld
from candour.policy.controls import CONTROLS, Fact
from candour.policy.controls.linked_policies import NAMED
from candour.policy.models import Approval, ClauseText, Document, Risk, Version
from candour.schools.models import School
from tests.factories.cast import Cast
from tests.factories.policy import make_policy


def fact(control: str, school: School) -> Fact:
    found = CONTROLS[control].fact(school, today())
    assert found is not None
    return found


def put_linked_documents_on_the_shelf(school: School) -> None:
    for kind in NAMED:
        Document.objects.create(
            school=school,
            kind=kind,
            title=kind.label,
            link="https://larkfield.example/policies",
            review_on=today() + timedelta(days=100),
        )


def test_policy_review_reads_owner_approval_and_review_date(school: School, cast: Cast) -> None:
    version = make_policy(school, cast.ruth)
    found = fact("policy-review", school)
    assert (found.done, found.of) == (4, 4)
    assert found.due_on == version.document.review_on
    assert found.version == version.pk
    Document.objects.update(review_on=None, owner=None)
    found = fact("policy-review", school)
    assert found.sentence == "The policy does not say: an owner, a review date."
    assert (found.done, found.due_on) == (2, None)


def test_policy_review_does_not_count_a_version_that_is_not_in_force(
    school: School, cast: Cast
) -> None:
    make_policy(school, cast.ruth)
    Version.objects.update(status=Version.Status.SUPERSEDED)
    assert fact("policy-review", school).sentence == "No policy is in force."


def test_linked_policies_counts_what_can_be_opened_and_is_dated(school: School) -> None:
    put_linked_documents_on_the_shelf(school)
    found = fact("linked-policies", school)
    assert (found.done, found.of) == (6, 6)
    assert found.due_on == today() + timedelta(days=100)
    Document.objects.filter(kind=Document.Kind.COMPLAINTS).update(link="")
    Document.objects.filter(kind=Document.Kind.PHOTO_VIDEO).update(review_on=None)
    found = fact("linked-policies", school)
    assert found.done == 4
    assert found.sentence.endswith("Missing: photo and video policy, complaints procedure.")


def test_roles_says_who_is_missing_and_when_a_post_falls_empty(school: School, cast: Cast) -> None:
    assert (fact("roles", school).done, fact("roles", school).due_on) == (4, None)
    last = today() + timedelta(days=20)
    RoleHeld.objects.filter(role=Role.DSL).update(ends_on=last)
    assert fact("roles", school).due_on == last
    RoleHeld.objects.filter(role=Role.DSL).update(ends_on=today() - timedelta(days=1))
    found = fact("roles", school)
    assert found.done == 3
    assert found.sentence.endswith("Nobody is: designated safeguarding lead.")


def test_scope_asks_that_all_four_audiences_are_bound(school: School, cast: Cast) -> None:
    make_policy(school, cast.ruth)
    assert (fact("scope", school).done, fact("scope", school).of) == (4, 4)
    ClauseText.objects.update(binds=["Head", "Pup"])
    found = fact("scope", school)
    assert found.done == 2
    assert found.sentence.endswith("binds: volunteers, governors.")


def test_risk_register_counts_open_risks_with_owners(school: School, cast: Cast) -> None:
    review = today() + timedelta(days=30)
    for title, owner in (("Fake accounts", cast.sam), ("Hurtful comments", None)):
        Risk.objects.create(
            school=school,
            title=title,
            likelihood=3,
            impact=3,
            owner=owner,
            found_on=today(),
            review_on=review,
        )
    found = fact("risk-register", school)
    assert (found.done, found.of, found.due_on) == (1, 2, review)
    Risk.objects.update(closed_on=today())
    assert fact("risk-register", school).of == 0


def ask(school: School, cast: Cast, state: str) -> Approval:
    return Approval.objects.create(
        school=school,
        kind=Approval.Kind.PARENT_CONTACT,
        state=state,
        person=cast.grace,
        platform="WhatsApp",
        why="We run the same football club.",
        starts_on=today() + timedelta(days=7),
        ends_on=today() + timedelta(days=60),
    )


def test_parent_contact_is_open_and_nobody_waits_past_their_date(
    school: School, cast: Cast
) -> None:
    assert (
        fact("staff-parent-contact-approval", school).sentence
        == "The head can decide. Nobody has asked yet."
    )
    waiting = ask(school, cast, Approval.State.ASKED)
    ask(school, cast, Approval.State.REFUSED)
    found = fact("staff-parent-contact-approval", school)
    assert (found.done, found.of, found.due_on) == (2, 3, waiting.starts_on)
    RoleHeld.objects.filter(role=Role.HEAD).update(ends_on=today() - timedelta(days=1))
    assert fact("staff-parent-contact-approval", school).done == 0
