"""Agreed exceptions: the list, one of them, and those that wait for a decision."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404

from candour.kit.access import allows
from candour.kit.clock import today
from candour.people.authority import roles_today
from candour.people.models import Person, Role
from candour.people.queries import holders
from candour.policy.models import Departure
from candour.policy.rules.departures import can_decide
from candour.schools.models import School

A_PAGE = 25


def departures_page(school: School, number: str) -> Page[Departure]:
    """Exceptions of the school, newest first. Two queries."""
    found = Departure.objects.filter(school=school).select_related("duty", "asked_by", "decided_by")
    return Paginator(found.order_by("-asked_at"), A_PAGE).get_page(number)


def find_departure(school: School, departure_id: UUID) -> Departure:
    """One exception. Raises Http404."""
    found = Departure.objects.filter(school=school, pk=departure_id)
    departure = found.select_related("duty", "asked_by__school", "decided_by").first()
    if departure is None:
        raise Http404
    return departure


def may_decide(departure: Departure, person: Person) -> bool:
    """Whether this person can decide about it now. Two queries at most."""
    if not allows(person, "policy.departures.decide"):
        return False
    roles, theirs = roles_today(person), roles_today(departure.asked_by)
    return can_decide(departure, person, roles, theirs).yes


def may_end(departure: Departure, person: Person) -> bool:
    """Whether this person can end it now."""
    running = departure.state in (Departure.State.ASKED, Departure.State.AGREED)
    own = departure.asked_by_id == person.pk or allows(person, "policy.duties.manage")
    return running and own and departure.ends_on >= today()


def departures_to_decide(person: Person) -> list[Departure]:
    """Exceptions that wait for this very person. Two queries at most."""
    if not allows(person, "policy.departures.decide"):
        return []
    asked = Departure.objects.filter(school=person.school_id, state=Departure.State.ASKED)
    found = list(asked.select_related("duty", "asked_by").order_by("starts_on"))
    heads = {each.pk for each in holders(person.school, Role.HEAD)} if found else set()
    roles = roles_today(person)
    return [
        each
        for each in found
        if can_decide(each, person, roles, {Role.HEAD} if each.asked_by_id in heads else ()).yes
    ]
