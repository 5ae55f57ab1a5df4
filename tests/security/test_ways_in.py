"""Nobody takes over another school's way in, or goes round a guard by an undo."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django_scopes import scope

from candour.demo.links import is_this_machine
from candour.kit.access import Refused
from candour.kit.clock import today
from candour.people.actions import change_person, restore_role, retire_person
from candour.people.models import Person, Role, RoleHeld
from candour.schools.models import School
from tests.factories.cast import Cast, make_person, make_school

DAY = timedelta(days=1)


def _readdress(by: Person, person: Person, email: str) -> None:
    change_person(
        by=by,
        person=person,
        given_name=person.given_name,
        family_name=person.family_name,
        email=email,
        job_title="",
    )


@pytest.fixture
def at_both(school: School, cast: Cast) -> Person:
    """Grace, a teacher of Larkfield, at another school whose head is not to be trusted."""
    other = make_school("brookside")
    make_person(other, "A", "Stranger", "s@brookside.example", (Role.HEAD,))
    return make_person(other, "Grace", "Liu", "grace.liu@larkfield.example", (Role.TEACHER,))


def _stranger_readdresses(there: Person) -> None:
    with scope(school=there.school):
        stranger = Person.objects.get(family_name="Stranger")
        _readdress(stranger, there, "mine@brookside.example")


def test_who_leaves_next_month_keeps_their_way_in_until_then(cast: Cast, at_both: Person) -> None:
    retire_person(by=cast.ruth, person=cast.grace, left_on=today() + 30 * DAY)
    with pytest.raises(Refused, match="another school"):
        _stranger_readdresses(at_both)


def test_who_has_left_is_not_brought_back_with_a_strangers_address(
    cast: Cast, at_both: Person
) -> None:
    retire_person(by=cast.ruth, person=cast.grace)
    _stranger_readdresses(at_both)
    kept = Person.objects.select_related("account").get(pk=cast.grace.pk)
    assert kept.account is not None
    assert kept.account.email == "grace.liu@larkfield.example"
    with scope(school=at_both.school):
        moved = Person.objects.select_related("account").get(pk=at_both.pk)
    assert moved.account is not None
    assert moved.account.email == "mine@brookside.example"


@pytest.mark.parametrize("until", [today() - DAY, today().replace(year=2001)])
def test_an_undo_cannot_end_the_last_safeguarding_lead(cast: Cast, until: object) -> None:
    held = RoleHeld.objects.get(person=cast.helen, role=Role.DSL)
    with pytest.raises(Refused):
        restore_role(by=cast.sam, held=held, ends_on=until)  # type: ignore[arg-type]
    held.refresh_from_db()
    assert held.ends_on is None


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_the_demonstrations_doors_stay_shut_behind_a_proxy(header: str) -> None:
    request = RequestFactory().get("/demo/", headers={header: "203.0.113.9"})
    assert not is_this_machine(request)
    assert is_this_machine(RequestFactory().get("/demo/"))
