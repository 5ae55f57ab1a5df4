"""Contact with parents from a personal account is approved by the head beforehand (STA-19 to
STA-21)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from candour.people.models import Role, RoleHeld
from candour.policy.controls import Control, Fact, register
from candour.policy.models import Approval
from candour.schools.models import School

KINDS = (Approval.Kind.PARENT_CONTACT, Approval.Kind.PUPIL_LINK)


@register
class StaffParentContactApproval(Control):
    """Read from the register of approvals: the way to ask is open, and nobody waits past their
    date.

    With no request at all it is met while somebody can decide, because the clause asks that there
    is no contact without approval, not that anybody asks.
    """

    id = "staff-parent-contact-approval"
    source = "approvals"
    place = "policy:approvals"

    def fact(self, school: School, today: date) -> Fact | None:
        """How many requests are decided, and the first date by which one must be. Two queries."""
        head = RoleHeld.objects.filter(
            Q(ends_on=None) | Q(ends_on__gte=today),
            Q(person__left_on=None) | Q(person__left_on__gt=today),
            school=school,
            role=Role.HEAD,
            starts_on__lte=today,
        )
        if not head.exists():
            return Fact(0, 1, sentence="There is no headteacher who could decide.")
        asked = Approval.objects.filter(school=school, kind__in=KINDS).exclude(
            state=Approval.State.WITHDRAWN
        )
        states = list(asked.values_list("state", "starts_on", "decided_at"))
        waiting = [starts for state, starts, _ in states if state == Approval.State.ASKED]
        decided = [when.date() for _, _, when in states if when is not None]
        return Fact(
            done=1 + len(states) - len(waiting),
            of=1 + len(states),
            collected_on=max(decided, default=None),
            due_on=min(waiting, default=None),
            sentence=_sentence(len(states), len(waiting)),
        )


def _sentence(asked: int, waiting: int) -> str:
    if not asked:
        return "The head can decide. Nobody has asked yet."
    if not waiting:
        return f"{asked} of {asked} requests are decided."
    return f"{asked - waiting} of {asked} requests are decided; {waiting} wait for the head."
