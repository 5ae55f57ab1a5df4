"""Today's roles decide, by their dates and by the hat that is worn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django_scopes import scope
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candour.demo.cast import CAST
from candour.kit import clock
from candour.kit.access import Machine, allows
from candour.people.authority import read_once
from candour.people.models import Person, Role, RoleHeld
from candour.people.roles import GRANTS, HAT_OF_ROLE, WORK
from candour.people.rules import hats_of, is_own_household
from candour.schools.models import School
from tests.factories.cast import Cast, make_member, make_person, make_school

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    monkeypatch.setattr("candour.people.authority.today", lambda: TODAY)


def test_allows_what_the_table_grants_and_nothing_else(cast: Cast) -> None:
    assert allows(cast.ruth, "policy.import")
    assert not allows(cast.grace, "policy.import")
    assert not allows(cast.ivy, "people.read")
    assert not allows(cast.daniel, "policy.read")
    assert not allows(cast.ruth, "nothing.of.the.kind")


def test_a_machine_may_what_it_was_given(school: School) -> None:
    machine = Machine("setup", school.pk, frozenset({"people.manage"}))
    assert allows(machine, "people.manage")
    assert not allows(machine, "people.read")


def test_roles_stop_when_their_holder_has_left(cast: Cast) -> None:
    cast.ruth.left_on = TODAY
    assert not allows(cast.ruth, "policy.import")
    cast.ruth.left_on = TODAY + timedelta(days=1)
    assert allows(cast.ruth, "policy.import")


def test_nobody_may_anything_while_another_school_is_in_scope(cast: Cast) -> None:
    with scope(school=make_school("brookside")):
        assert not allows(cast.ruth, "policy.import")


def test_one_query_for_a_request_and_none_after(
    cast: Cast, django_assert_num_queries: Callable[..., object]
) -> None:
    with django_assert_num_queries(1):
        read_once(cast.ruth, "")
        assert allows(cast.ruth, "policy.import")
        assert allows(cast.ruth, "people.manage")


def test_a_parent_on_the_staff_wears_one_hat_at_a_time(cast: Cast) -> None:
    assert hats_of(read_once(cast.aisha, "")) == ("work", "family")
    assert allows(cast.aisha, "policy.read")
    read_once(cast.aisha, "family")
    assert not allows(cast.aisha, "policy.read")


def test_a_hat_that_the_roles_do_not_give_is_not_worn(cast: Cast) -> None:
    read_once(cast.grace, "family")
    assert cast.grace.hat == "work"
    read_once(cast.daniel, "work")
    assert cast.daniel.hat == "family"


def test_own_household_is_oneself_and_those_at_home(cast: Cast) -> None:
    assert is_own_household(cast.aisha, cast.aisha)
    assert is_own_household(cast.aisha, cast.daniel)
    assert not is_own_household(cast.aisha, cast.grace)
    elsewhere = make_member(make_school("brookside"), CAST[0])
    assert not is_own_household(cast.aisha, elsewhere)


days = st.integers(-400, 400).map(lambda n: TODAY + timedelta(days=n))
spans = st.tuples(days, st.none() | st.integers(0, 300)).map(
    lambda t: (t[0], None if t[1] is None else t[0] + timedelta(days=t[1]))
)


@pytest.fixture
def nobody(school: School) -> Person:
    return make_person(school, "No", "Body")


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    held=st.lists(st.tuples(st.sampled_from(list(Role)), spans), max_size=8),
    left=st.none() | days,
    wished=st.sampled_from(["", "work", "family", "crown"]),
)
def test_no_mix_of_dates_lets_anybody_do_what_todays_roles_forbid(
    nobody: Person,
    held: list[tuple[Role, tuple[date, date | None]]],
    left: date | None,
    wished: str,
) -> None:
    RoleHeld.objects.filter(person=nobody).delete()
    RoleHeld.objects.bulk_create(
        RoleHeld(school_id=nobody.school_id, person=nobody, role=role, starts_on=start, ends_on=end)
        for role, (start, end) in held
    )
    nobody.left_on = left
    gone = left is not None and left <= TODAY
    now = (
        {r for r, (s, e) in held if s <= TODAY and (e is None or e >= TODAY)} if not gone else set()
    )
    read_once(nobody, wished)
    works = {role for role in now if HAT_OF_ROLE[role] == WORK}
    homes = now - works
    worn = homes if (wished == "family" and homes) or not works else works
    may = {capability for role in worn for capability in GRANTS[role]}
    everything = {capability for one in GRANTS.values() for capability in one}
    assert {each for each in everything if allows(nobody, each)} == may
