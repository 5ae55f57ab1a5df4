"""Acts on people: who may, what is refused, and what the other apps are told."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP

from candour.audit.models import Entry
from candour.keys.master import load_master, tell_of_change
from candour.keys.sealing import Unopened
from candour.kit.access import Refused
from candour.kit.clock import today
from candour.people.actions import (
    add_first_head,
    add_person,
    announce_ends,
    change_person,
    end_role,
    give_role,
    restore_role,
    retire_person,
)
from candour.people.events import PersonLeft, RoleEnded, RoleGiven
from candour.people.models import Account, Person, Role, RoleHeld
from candour.people.queries import holders
from candour.people.sealed_text import unseal_text
from candour.schools.models import School
from tests.factories.cast import Cast, make_person, make_school
from tests.factories.keys import machine

DAY = timedelta(days=1)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The events that were announced."""
    events: list[Any] = []
    for module in ("people", "roles"):
        monkeypatch.setattr(f"candour.people.actions.{module}.announce", events.append)
    return events


def add(by: Any, school: School, role: Role, email: str = "") -> Person:
    return add_person(
        by=by,
        school=school,
        given_name="Leila",
        family_name="Haddad",
        email=email,
        roles=[(role, today(), None)],
    )


def test_only_those_who_run_the_school_add_people(school: School, cast: Cast) -> None:
    for person in (cast.ruth, cast.sam, cast.mohammed):
        assert add(person, school, Role.TEACHER).full_name == "Leila Haddad"
    for person in (cast.grace, cast.tom, cast.margaret, cast.daniel):
        with pytest.raises(Refused):
            add(person, school, Role.TEACHER)


def test_the_office_cannot_raise_anybody(school: School, cast: Cast) -> None:
    for role in (Role.HEAD, Role.SENIOR_LEADER, Role.DSL, Role.OFFICE, Role.CHAIR):
        with pytest.raises(Refused):
            give_role(by=cast.mohammed, person=cast.grace, role=role, starts_on=today())
    with pytest.raises(Refused):
        give_role(by=cast.sam, person=cast.sam, role=Role.HEAD, starts_on=today())


def test_the_office_cannot_take_a_leaders_way_in(cast: Cast) -> None:
    with pytest.raises(Refused):
        change_person(
            by=cast.mohammed,
            person=cast.ruth,
            given_name="Ruth",
            family_name="Adeyemi",
            email="mohammed.rahman@larkfield.example",
            job_title="",
        )


def test_one_account_opens_two_schools_and_neither_takes_it_from_the_other(
    school: School, cast: Cast
) -> None:
    other = make_school("brookside")
    there = make_person(other, "Grace", "Liu", "grace.liu@larkfield.example", (Role.GOVERNOR,))
    assert there.account_id == cast.grace.account_id
    with pytest.raises(Refused, match="another school"):
        change_person(
            by=cast.ruth,
            person=cast.grace,
            given_name="Grace",
            family_name="Liu",
            email="new@larkfield.example",
            job_title="",
        )
    retire_person(by=cast.ruth, person=cast.grace)
    assert Account.objects.get(pk=there.account_id).is_active


def test_a_changed_address_signs_out(cast: Cast) -> None:
    change_person(
        by=cast.ruth,
        person=cast.grace,
        given_name="Grace",
        family_name="Liu",
        email="G.Liu@larkfield.example",
        job_title="Teacher",
    )
    cast.grace.refresh_from_db()
    assert cast.grace.account is not None
    assert cast.grace.account.email == "g.liu@larkfield.example"


def test_the_same_role_twice_at_once_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="in that time already"):
        give_role(by=cast.ruth, person=cast.grace, role=Role.TEACHER, starts_on=today())


def test_a_role_given_and_ended_is_told(cast: Cast, told: list[Any]) -> None:
    start = today() - 5 * DAY
    held = give_role(by=cast.ruth, person=cast.grace, role=Role.OFFICE, starts_on=start)
    end_role(by=cast.ruth, held=held)
    restore_role(by=cast.ruth, held=held)
    assert [type(each) for each in told] == [RoleGiven, RoleEnded, RoleGiven]
    assert told[1].ended_on == today() - DAY


def test_end_dates_are_told_once_on_the_day_after(
    school: School, cast: Cast, told: list[Any]
) -> None:
    held = RoleHeld.objects.get(person=cast.priya, role=Role.ADMINISTRATOR)
    RoleHeld.objects.filter(pk=held.pk).update(ends_on=today() - DAY)
    Person.objects.filter(pk=cast.owen.pk).update(left_on=today())
    RoleHeld.objects.filter(person=cast.ivy).update(ends_on=today())
    job = machine(school, "people.manage")
    assert announce_ends(by=job, school_id=school.pk) == 2
    assert announce_ends(by=job, school_id=school.pk) == 0
    assert [(type(each), each.person_id) for each in told] == [
        (RoleEnded, cast.priya.pk),
        (PersonLeft, cast.owen.pk),
    ]


def test_the_next_head_lets_the_last_one_go(school: School, cast: Cast) -> None:
    held = RoleHeld.objects.get(person=cast.ruth, role=Role.HEAD)
    with pytest.raises(Refused, match="without a headteacher"):
        end_role(by=cast.ruth, held=held, ends_on=today() + 30 * DAY)
    give_role(by=cast.ruth, person=cast.sam, role=Role.HEAD, starts_on=today() + 31 * DAY)
    end_role(by=cast.ruth, held=held, ends_on=today() + 30 * DAY)
    assert holders(school, Role.HEAD) == [cast.ruth]
    assert holders(school, Role.HEAD, today() + 31 * DAY) == [cast.sam]


def test_there_is_one_first_head(school: School, cast: Cast) -> None:
    with pytest.raises(Refused, match="has people already"):
        add_first_head(
            by=machine(school, "people.add_head"),
            school=school,
            given_name="A",
            family_name="B",
            email="a@b.example",
        )


def test_the_chain_holds_no_names(school: School, cast: Cast) -> None:
    add(cast.ruth, school, Role.TEACHER, "leila.haddad@larkfield.example")
    entry = Entry.objects.filter(kind="people.person.added").latest("pk")
    kept = str({name: getattr(entry, name) for name in ("facts",)})
    assert "Leila" not in kept
    assert "leila" not in kept


def test_changing_the_master_key_seals_second_steps_anew(cast: Cast) -> None:
    assert cast.ruth.account is not None
    TOTP.activate(cast.ruth.account, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    old, new = load_master(), os.urandom(32)
    tell_of_change(old, new)
    kept = Authenticator.objects.get(user=cast.ruth.account).data["secret"]
    assert unseal_text(kept, new) == "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    with pytest.raises(Unopened):
        unseal_text(kept, old)
