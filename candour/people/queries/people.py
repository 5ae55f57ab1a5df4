"""Who is at a school, and who holds which role."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django_scopes import scope

from candour.kit.clock import today
from candour.people.models import Person, Role
from candour.schools.models import School


def held_on(day: date, prefix: str = "") -> Q:
    """Rows of RoleHeld (reached over ``prefix``) whose dates hold this day."""
    return Q(**{f"{prefix}starts_on__lte": day}) & (
        Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": day})
    )


def present_on(day: date) -> Q:
    """People who have not left on this day."""
    return Q(left_on__isnull=True) | Q(left_on__gt=day)


def holders(school: School | UUID, role: Role, on: date | None = None) -> list[Person]:
    """The people who hold a role on a day (today when none is given), by name."""
    day = on or today()
    with scope(school=school):
        return list(
            Person.objects.filter(
                present_on(day), held_on(day, "roles_held__"), roles_held__role=role
            )
            .distinct()
            .order_by("family_name", "given_name")
        )


def people_of(
    school: School | UUID, q: str = "", role: Role | None = None, gone: bool = False
) -> QuerySet[Person]:
    """People of a school by name: those here today, or those who left (``gone``); ``q`` is looked
    for in names, job titles and e-mail addresses, each word in any; ``role`` as of today."""
    day = today()
    with scope(school=school):
        found = Person.objects.select_related("account")
    found = found.exclude(present_on(day)) if gone else found.filter(present_on(day))
    for word in q.split():
        found = found.filter(
            Q(given_name__icontains=word)
            | Q(family_name__icontains=word)
            | Q(job_title__icontains=word)
            | Q(account__email__icontains=word)
        )
    if role is not None:
        found = found.filter(held_on(day, "roles_held__"), roles_held__role=role).distinct()
    return found.order_by("family_name", "given_name", "id")
