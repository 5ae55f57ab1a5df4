"""Prior approvals as one reader may see them."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import Http404

from candour.kit.access import allows
from candour.kit.clock import today
from candour.people.authority import roles_today
from candour.people.models import Person, Role
from candour.people.queries import holders
from candour.policy.models import Approval
from candour.policy.rules.approvals import can_decide, can_end, can_second, is_in_force
from candour.schools.models import School

A_PAGE = 25
_WITH = ("person", "decided_by", "second_by")


def visible_approvals(person: Person) -> QuerySet[Approval]:
    """The requests that a person may read: their own; all for those who decide; those with a pupil
    for safeguarding. Newest first."""
    found = Approval.objects.filter(school=person.school_id).select_related(*_WITH)
    if not allows(person, "policy.approvals.read"):
        mine = Q(person=person)
        if allows(person, "policy.approvals.second"):
            mine |= Q(kind=Approval.Kind.PUPIL_LINK)
        found = found.filter(mine)
    return found.order_by("-asked_at")


def find_approval(person: Person, reference: str) -> Approval:
    """A request by its reference, where this person may read it. Raises Http404."""
    found = visible_approvals(person).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def approvals_page(person: Person, chosen: dict[str, str], number: str) -> Page[Approval]:
    """One page of what this person may read, narrowed by ``state``, ``kind`` and ``whose``
    (``mine``)."""
    found = visible_approvals(person)
    for name in ("state", "kind"):
        if chosen.get(name):
            found = found.filter(**{name: chosen[name]})
    if chosen.get("whose") == "mine":
        found = found.filter(person=person)
    return Paginator(found, A_PAGE).get_page(number)


@dataclass(frozen=True)
class Possible:
    """What a reader can do with a request now."""

    decide: bool
    second: bool
    withdraw: bool
    end: bool


def possible(approval: Approval, person: Person) -> Possible:
    """What this person can do with this request today. Four queries at most."""
    roles, theirs = roles_today(person), roles_today(approval.person)
    decides = allows(person, "policy.approvals.decide")
    return Possible(
        decide=decides and can_decide(approval, person, roles, theirs).yes,
        second=allows(person, "policy.approvals.second")
        and can_second(approval, person, roles, barred_roles(approval)).yes,
        withdraw=approval.person_id == person.pk and approval.state == Approval.State.ASKED,
        end=can_end(approval, person, decides, today()).yes,
    )


def barred_roles(approval: Approval) -> frozenset[Role]:
    """The roles of those who cannot give the safeguarding decision: whoever asks, and whoever
    decided first. Two queries at most."""
    decided = approval.decided_by
    theirs = roles_today(approval.person)
    return theirs | roles_today(decided) if decided else theirs


def where_it_stands(approval: Approval) -> str:
    """A request's state today in words."""
    day = today()
    if approval.state == Approval.State.GRANTED:
        if is_in_force(approval, day):
            return "Holds today"
        return "Granted, not begun" if approval.starts_on > day else "Lapsed"
    return str(approval.get_state_display())


def approvals_that_wait(person: Person, days: int = 14) -> tuple[list[Approval], list[Approval]]:
    """Requests that wait for this very person's decision, soonest first; and the person's own
    approvals that lapse within so many days. One query, and two more where something waits."""
    day = today()
    mine = Q(person=person, state=Approval.State.GRANTED, ends_on__gte=day)
    asked = Q(state=Approval.State.ASKED) & ~Q(person=person)
    found = Approval.objects.filter(mine | asked, school=person.school_id)
    rows = list(found.select_related("person").order_by("starts_on"))
    open_ones = [each for each in rows if each.state == Approval.State.ASKED]
    ending = [
        each
        for each in rows
        if each.state == Approval.State.GRANTED and (each.ends_on - day).days <= days
    ]
    return _for_decision(open_ones, person), ending


def _for_decision(asked: list[Approval], person: Person) -> list[Approval]:
    roles = roles_today(person)
    decides = bool({Role.HEAD, Role.CHAIR} & roles) or allows(person, "policy.approvals.second")
    if not asked or not decides:
        return []
    heads, leads = (_who(person.school, role) for role in (Role.HEAD, Role.DSL))
    return [each for each in asked if _waits_for(each, person, roles, heads, leads)]


def _who(school: School, role: Role) -> frozenset[object]:
    return frozenset(each.pk for each in holders(school, role))


def _waits_for(
    approval: Approval,
    person: Person,
    roles: frozenset[Role],
    heads: frozenset[object],
    leads: frozenset[object],
) -> bool:
    theirs = {Role.HEAD} if approval.person_id in heads else set()
    barred = {Role.DSL} if {approval.person_id, approval.decided_by_id} & leads else set()
    return (
        can_decide(approval, person, roles, theirs).yes
        or can_second(approval, person, roles, barred).yes
    )


def people_to_ask_for(person: Person, manages: bool) -> list[Person]:
    """For whom this person may ask: themselves first; for those who manage people, volunteers
    too."""
    volunteers = holders(person.school, Role.VOLUNTEER) if manages else []
    return [person, *(each for each in volunteers if each.pk != person.pk)]
