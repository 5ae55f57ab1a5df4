"""The sample school's people: the cast, with their roles and one household."""

from __future__ import annotations

from datetime import date

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from candour.demo.cast import CAST, CastMember
from candour.kit.access import Machine
from candour.kit.clock import today
from candour.people.actions import add_first_head, add_household, add_person, add_to_household
from candour.people.models import Person
from candour.people.roles import SECOND_FACTOR_ROLES
from candour.schools.calendar import academic_year_start
from candour.schools.models import School

People = dict[str, Person]


def bring_people(by: Machine, school: School) -> People:
    """Everybody of the cast by key, since the first day of this academic year or today."""
    since = min(academic_year_start(today()), today())
    head, *others = CAST
    people = {
        head.key: add_first_head(
            by=by,
            school=school,
            given_name=head.given_name,
            family_name=head.family_name,
            email=head.email,
        )
    }
    for member in others:
        people[member.key] = _add(people[head.key], school, member, since)
    _give_apps(people)
    home = add_household(by=people["mohammed"], school=school, name="Begum and Novak")
    for key in ("aisha", "daniel"):
        add_to_household(by=people["mohammed"], household=home, person=people[key])
    return people


def _give_apps(people: People) -> None:
    """An authenticator app for everybody whose role needs a second step; ``/demo/codes/`` shows
    what it would show."""
    for member in CAST:
        account = people[member.key].account
        if account is not None and SECOND_FACTOR_ROLES & set(member.roles):
            TOTP.activate(account, generate_totp_secret())


def _add(by: Person, school: School, member: CastMember, since: date) -> Person:
    return add_person(
        by=by,
        school=school,
        given_name=member.given_name,
        family_name=member.family_name,
        email=member.email,
        job_title=member.job_title,
        roles=[(role, since, None) for role in member.roles],
    )
