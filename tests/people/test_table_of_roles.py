"""The table of who may do what fits what the apps declare; no role holds too much."""

from __future__ import annotations

import pytest

from candour.kit.manifest import capabilities
from candour.people import checks
from candour.people.models import Role
from candour.people.roles import GRANTS, MACHINE_ONLY, SECOND_FACTOR_ROLES, TABLE


def test_every_capability_is_declared_and_held_by_somebody_or_by_machines_alone() -> None:
    assert checks.check_grants() == []


def test_the_check_names_what_nobody_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    some = dict(list(capabilities().items())[1:])
    gone = next(iter(capabilities()))
    monkeypatch.setattr(checks, "capabilities", lambda: some)
    assert [gone in each.msg for each in checks.check_grants()] == [True]


def test_every_line_gives_a_reason_and_stands_once() -> None:
    lines = [each for group in TABLE for each in group.grants]
    assert [each.capability for each in lines if not each.why.strip().endswith(".")] == []
    names = [each.capability for each in lines]
    assert sorted(names) == sorted(set(names))
    assert all(reason.endswith(".") for reason in MACHINE_ONLY.values())


def test_families_hold_nothing_but_their_own_account() -> None:
    for role in (Role.PARENT, Role.PUPIL):
        assert GRANTS[role] == {"people.own_account"}


def test_what_names_people_is_never_behind_an_address_alone() -> None:
    closely_held = {
        "people.manage",
        "policy.evidence.read",
        "policy.approvals.read",
        "policy.approvals.decide",
        "policy.approvals.second",
        "policy.pack.export",
        "audit.read",
        "audit.read_sealed",
    }
    holders = {role for role in Role if GRANTS[role] & closely_held}
    assert holders <= SECOND_FACTOR_ROLES
