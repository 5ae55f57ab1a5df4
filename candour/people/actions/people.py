"""Adding people, changing their details, and recording that they leave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django_scopes import scope

from candour.kit.access import Actor, Refused
from candour.kit.actions import action, record
from candour.kit.clock import today
from candour.kit.events import announce
from candour.people.events import PersonLeft, RoleGiven
from candour.people.guards import must_be_allowed_to_manage, must_leave_somebody
from candour.people.models import Person, Role, RoleHeld
from candour.people.queries.people import person_with_email
from candour.people.rules import has_left
from candour.people.ways_in import account_for, close_account, move_account
from candour.schools.models import School

# A role, its first day and its last (None: open).
Span = tuple[Role, date, date | None]


@action(needs="people.manage")
def add_person(
    *,
    by: Actor,
    school: School,
    given_name: str,
    family_name: str,
    email: str = "",
    job_title: str = "",
    roles: Sequence[Span] = (),
) -> Person:
    """Add somebody to a school, with an account where an address is given.

    Refused when the address belongs to somebody at this school already, when a role ends before it
    starts, or when the actor may not give one of the roles.
    """
    for role, _, _ in roles:
        must_be_allowed_to_manage(by, role)
    with scope(school=school):
        return _add(by, school, given_name, family_name, email, job_title, roles)


@action(needs="people.add_head")
def add_first_head(
    *, by: Actor, school: School, given_name: str, family_name: str, email: str
) -> Person:
    """Add the headteacher of a new school from today. Refused where there are people already."""
    with scope(school=school):
        if Person.objects.exists():
            raise Refused("This school has people already: its headteacher adds others.")
        span = (Role.HEAD, today(), None)
        return _add(by, school, given_name, family_name, email, "Headteacher", [span])


def _add(
    by: Actor,
    school: School,
    given_name: str,
    family_name: str,
    email: str,
    job_title: str,
    roles: Sequence[Span],
) -> Person:
    if not given_name.strip() or not family_name.strip():
        raise Refused("Enter both names.")
    if email and person_with_email(school, email):
        raise Refused("Somebody at this school has this e-mail address already.")
    if any(end is not None and end < start for _, start, end in roles):
        raise Refused("A role cannot end before it starts.")
    person = Person.objects.create(
        school=school,
        account=account_for(email),
        given_name=given_name.strip(),
        family_name=family_name.strip(),
        job_title=job_title.strip(),
    )
    record(
        "people.person.added",
        by=by,
        about=person,
        facts={"roles": [role.value for role, _, _ in roles]},
        personal={"name": person.full_name, "email": email, "job_title": job_title},
    )
    for role, start, end in roles:
        RoleHeld.objects.create(
            school=school, person=person, role=role, starts_on=start, ends_on=end
        )
        announce(
            RoleGiven(school_id=school.pk, person_id=person.pk, role=role.value, starts_on=start)
        )
    return person


@action(needs="people.manage")
def change_person(
    *,
    by: Actor,
    person: Person,
    given_name: str,
    family_name: str,
    email: str,
    job_title: str,
) -> Person:
    """Change a person's details. A new address moves their way in, and signs them out everywhere.

    Refused when the address belongs to somebody else here, and when the person holds a role that
    the actor may not give: an address is a way in.
    """
    for held in RoleHeld.objects.filter(person=person):
        must_be_allowed_to_manage(by, Role(held.role))
    before = [person.given_name, person.family_name, person.job_title, _address(person)]
    if email.strip().lower() != _address(person):
        other = person_with_email(person.school, email) if email else None
        if other is not None and other.pk != person.pk:
            raise Refused("Somebody at this school has this e-mail address already.")
        move_account(person, email)
    person.given_name, person.family_name = given_name.strip(), family_name.strip()
    person.job_title = job_title.strip()
    person.save()
    after = [person.given_name, person.family_name, person.job_title, _address(person)]
    record(
        "people.person.changed", by=by, about=person, personal={"before": before, "after": after}
    )
    return person


def _address(person: Person) -> str:
    return person.account.email if person.account else ""


@action(needs="people.manage")
def retire_person(*, by: Actor, person: Person, left_on: date | None = None) -> Person:
    """Record the first day on which a person is no longer of the school (today unless given).

    On that day their sessions end and ``PersonLeft`` is told, so that their duties find somebody
    else. Refused for the last headteacher or DSL, and where the actor may not end one of their
    roles.
    """
    day = left_on or today()
    for held in RoleHeld.objects.filter(person=person):
        if held.ends_on is None or held.ends_on >= day:
            must_be_allowed_to_manage(by, Role(held.role))
            must_leave_somebody(held, day)
    person.left_on, person.left_told = day, day <= today()
    person.save(update_fields=["left_on", "left_told"])
    record("people.person.retired", by=by, about=person, facts={"left_on": day.isoformat()})
    if has_left(person, today()):
        close_account(person)
        announce(PersonLeft(school_id=person.school_id, person_id=person.pk, left_on=day))
    return person


@action(needs="people.manage")
def bring_back(*, by: Actor, person: Person) -> Person:
    """Take back that a person leaves or has left; their roles count again by their own dates."""
    for held in RoleHeld.objects.filter(person=person):
        must_be_allowed_to_manage(by, Role(held.role))
    person.left_on, person.left_told = None, False
    person.save(update_fields=["left_on", "left_told"])
    record("people.person.returned", by=by, about=person)
    return person
