"""The sample school and its cast for tests, and a way to be signed in as one of them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date

from django.test import Client
from django_scopes import scope

from candour.demo.cast import CAST, SCHOOL_NAME, CastMember
from candour.people.models import Account, Household, HouseholdMember, Person, Role, RoleHeld
from candour.people.sessions import METHODS_KEY
from candour.schools.models import School
from tests.factories.keys import give_keys

# Everybody has held their roles since this day, unless a test says otherwise.
SINCE = date(2020, 9, 1)


@dataclass(frozen=True)
class Cast:
    """The people of the sample school, each by their given name."""

    ruth: Person
    sam: Person
    helen: Person
    tom: Person
    priya: Person
    grace: Person
    mohammed: Person
    jack: Person
    margaret: Person
    owen: Person
    fatima: Person
    ivy: Person
    daniel: Person
    aisha: Person


def make_school(slug: str = "larkfield", name: str = "") -> School:
    """A school with its keys and nothing else; Larkfield Primary unless told otherwise."""
    default = SCHOOL_NAME if slug == "larkfield" else f"{slug.replace('-', ' ').title()} School"
    return give_keys(School.objects.create(slug=slug, name=name or default))


def make_person(
    school: School,
    given_name: str,
    family_name: str,
    email: str = "",
    roles: tuple[Role, ...] = (),
    job_title: str = "",
    since: date = SINCE,
) -> Person:
    """A person with an account (where an address is given) and roles without an end."""
    account = None
    if email:
        account = Account.objects.filter(email=email).first()
        account = account or Account.objects.create_user(email)
    with scope(school=school):
        person = Person.objects.create(
            school=school,
            account=account,
            given_name=given_name,
            family_name=family_name,
            job_title=job_title,
        )
        for role in roles:
            RoleHeld.objects.create(school=school, person=person, role=role, starts_on=since)
    return person


def make_member(school: School, member: CastMember) -> Person:
    """One of the cast at this school. At any school but Larkfield the address carries its slug."""
    email = member.email
    if school.slug != "larkfield":
        email = email.replace(".example", f".{school.slug}.example")
    return make_person(
        school, member.given_name, member.family_name, email, member.roles, member.job_title
    )


def make_cast(school: School) -> Cast:
    """The whole cast of the sample school. Aisha Begum and Daniel Novak share a household."""
    people = {member.key: make_member(school, member) for member in CAST}
    with scope(school=school):
        home = Household.objects.create(school=school, name="Begum and Novak")
        for key in ("aisha", "daniel"):
            HouseholdMember.objects.create(school=school, household=home, person=people[key])
    return Cast(**people)


def sign_in(client: Client, person: Person, second_factor: bool = True) -> Client:
    """Sign this person in on a test client, with the second step done unless told otherwise."""
    assert person.account is not None, "only somebody with an e-mail address can sign in"
    client.force_login(person.account)
    session = client.session
    methods = [{"method": "code", "at": time.time(), "email": person.account.email}]
    if second_factor:
        methods.append({"method": "mfa", "at": time.time(), "type": "totp"})
    session[METHODS_KEY] = methods
    session[f"{METHODS_KEY}_user"] = str(person.account.pk)
    session.save()
    return client
