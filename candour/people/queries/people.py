"""Who is at a school, and who holds which role."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django_scopes import scope

from candour.kit.clock import today
from candour.people.models import Household, Person, Role, RoleHeld
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
    school: School | UUID,
    q: str = "",
    role: Role | None = None,
    gone: bool = False,
    by_address: bool = False,
) -> QuerySet[Person]:
    """People of a school by name, with today's roles as ``roles_now``: those here today, or those
    who left (``gone``); each word of ``q`` is looked for in names and job titles, and in e-mail
    addresses too where the reader may see those (``by_address``); ``role`` as of today."""
    day = today()
    with scope(school=school):
        now = RoleHeld.objects.filter(held_on(day)).order_by("role")
        found = Person.objects.select_related("account").prefetch_related(
            Prefetch("roles_held", now, to_attr="roles_now")
        )
    found = found.exclude(present_on(day)) if gone else found.filter(present_on(day))
    for word in q.split():
        fits = (
            Q(given_name__icontains=word)
            | Q(family_name__icontains=word)
            | Q(job_title__icontains=word)
        )
        found = found.filter(fits | Q(account__email__icontains=word) if by_address else fits)
    if role is not None:
        found = found.filter(held_on(day, "roles_held__"), roles_held__role=role).distinct()
    return found.order_by("family_name", "given_name", "id")


def person_by_id(school: School, person_id: UUID) -> Person | None:
    """One person of this school, with their account, or None."""
    with scope(school=school):
        return Person.objects.select_related("account", "school").filter(pk=person_id).first()


def held_by_id(school: School, held_id: UUID) -> RoleHeld | None:
    """One role that somebody of this school held, holds or will hold, with the person, or None."""
    with scope(school=school):
        found = RoleHeld.objects.select_related("person__account", "person__school")
        return found.filter(pk=held_id).first()


def household_by_id(school: School, household_id: UUID) -> Household | None:
    """One household of this school, or None."""
    with scope(school=school):
        return Household.objects.filter(pk=household_id).first()


def members_of(household: Household) -> list[Person]:
    """Who lives in a household, by name."""
    with scope(school=household.school_id):
        return list(household.members.order_by("family_name", "given_name"))


def person_with_email(school: School, email: str) -> Person | None:
    """Whoever signs in at this school with this address, also after they left."""
    with scope(school=school):
        return Person.objects.filter(account__email=email.strip().lower()).first()


def namesakes(school: School, given_name: str, family_name: str) -> list[Person]:
    """People of the school with the same two names, however they are written."""
    with scope(school=school):
        return list(
            Person.objects.filter(
                given_name__iexact=given_name.strip(), family_name__iexact=family_name.strip()
            )
        )


def others_holding(person: Person, role: Role, day: date) -> list[Person]:
    """Everybody but this person who holds a role on a day at the same school."""
    return [each for each in holders(person.school_id, role, day) if each.pk != person.pk]


def roles_held_by(person: Person) -> list[RoleHeld]:
    """Every role that a person held, holds or will hold, newest first."""
    with scope(school=person.school_id):
        return list(RoleHeld.objects.filter(person=person).order_by("-starts_on", "role"))


def held_meanwhile(person: Person, role: Role, start: date, end: date | None) -> bool:
    """Whether the person holds this role on any day of a span (None: without end)."""
    found = RoleHeld.objects.filter(person=person, role=role).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=start)
    )
    return (found.filter(starts_on__lte=end) if end else found).exists()


def ended_untold(school_id: UUID) -> QuerySet[RoleHeld]:
    """Roles that ended before today and were not told of yet."""
    with scope(school=school_id):
        return RoleHeld.objects.filter(ends_on__lt=today(), end_told=False)


def left_untold(school_id: UUID) -> QuerySet[Person]:
    """People whose first day away has come and who were not told of yet."""
    with scope(school=school_id):
        return Person.objects.select_related("account").filter(
            left_on__lte=today(), left_told=False
        )


def households_of(school: School, q: str = "") -> QuerySet[Household]:
    """Households by name, with their members; ``q`` is looked for in the name."""
    with scope(school=school):
        return (
            Household.objects.filter(name__icontains=q.strip())
            .prefetch_related("members")
            .order_by("name", "id")
        )
