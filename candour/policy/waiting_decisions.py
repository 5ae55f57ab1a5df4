"""Decisions that wait for a person: prior approvals and exceptions. Two queries at most, and two
more where something waits that may be the head's own or the safeguarding lead's."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from candour.kit.clock import today
from candour.kit.waiting import Waiting
from candour.people.models import Person
from candour.policy.models import Approval
from candour.policy.queries.approvals import approvals_that_wait
from candour.policy.queries.departures import departures_to_decide
from candour.policy.rules.catalogue import control_title

_CLAUSE = {
    Approval.Kind.PARENT_CONTACT: "STA-21",
    Approval.Kind.PUPIL_LINK: "STA-15",
    Approval.Kind.DEVICE: "STA-22",
}


def decisions_for(person: Person, slug: str) -> Iterator[Waiting]:
    """What this person is to decide, and which of their own approvals end soon."""
    to_decide, ending = approvals_that_wait(person)
    for each in to_decide:
        yield _to_decide(each, slug)
    for each in ending:
        yield Waiting(
            state="due_soon",
            title=f"Your approval {each.reference} ends soon",
            url=reverse("policy:approval", args=[slug, each.reference]),
            due=each.ends_on,
        )
    for asked in departures_to_decide(person):
        yield Waiting(
            state="due_soon",
            title=f"Decide about an exception: {control_title(asked.duty.control)}",
            url=reverse("policy:departure", args=[slug, asked.pk]),
            context=f"Asked by {asked.asked_by.full_name}",
            due=asked.starts_on,
        )


def _to_decide(approval: Approval, slug: str) -> Waiting:
    return Waiting(
        state="overdue" if approval.starts_on <= today() else "due_soon",
        title=f"Decide: {approval.get_kind_display()}",
        url=reverse("policy:approval", args=[slug, approval.reference]),
        context=f"Asked by {approval.person.full_name}",
        clause=_CLAUSE[Approval.Kind(approval.kind)],
        due=approval.starts_on,
    )
