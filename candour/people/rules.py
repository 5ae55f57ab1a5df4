"""Pure decisions about people: which roles count on a day, which hat is worn, who shares a home."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django_scopes import scope

from candour.people.models import HouseholdMember, Person, Role, RoleHeld
from candour.people.roles import (
    FAMILY,
    GRANTS,
    GUARDED_ROLES,
    HAT_OF_ROLE,
    LEADERS,
    SECOND_FACTOR_ROLES,
    WORK,
)


def holds_on(held: RoleHeld, day: date) -> bool:
    """Whether this role counts on this day: both of its dates are included."""
    return held.starts_on <= day and (held.ends_on is None or day <= held.ends_on)


def has_left(person: Person, day: date) -> bool:
    """Whether the person is no longer of the school on this day (``left_on`` is the first such)."""
    return person.left_on is not None and person.left_on <= day


def roles_on(person: Person, day: date) -> frozenset[Role]:
    """The roles that a person holds on a day, by their dates; none once they have left.

    One query, in the person's own school whatever scope is open.
    """
    if has_left(person, day):
        return frozenset()
    with scope(school=person.school_id):
        held = list(RoleHeld.objects.filter(person_id=person.pk))
    return frozenset(Role(each.role) for each in held if holds_on(each, day))


def hats_of(roles: Iterable[Role]) -> tuple[str, ...]:
    """The hats that these roles give: work first."""
    found = {HAT_OF_ROLE[role] for role in roles}
    return tuple(hat for hat in (WORK, FAMILY) if hat in found)


def hat_worn(roles: Iterable[Role], wished: str) -> str:
    """The hat worn: the one wished for where these roles give it, else work, else family."""
    hats = hats_of(roles)
    if wished in hats:
        return wished
    return hats[0] if hats else WORK


def capabilities_of(roles: Iterable[Role], hat: str) -> frozenset[str]:
    """Everything that these roles may do while this hat is worn."""
    return frozenset().union(*(GRANTS[role] for role in roles if HAT_OF_ROLE[role] == hat))


def must_have_second_factor(roles: Iterable[Role]) -> bool:
    """Whether any of these roles needs more than a code from the e-mail box."""
    return any(role in SECOND_FACTOR_ROLES for role in roles)


def can_give(giver: Iterable[Role], role: Role) -> bool:
    """Whether somebody with these roles may give or end this one. The office may not make leaders,
    itself among them; only a head makes or unmakes a head."""
    own = frozenset(giver)
    if role is Role.HEAD:
        return Role.HEAD in own
    return role not in GUARDED_ROLES or bool(own & LEADERS)


def is_own_household(person: Person, other: Person) -> bool:
    """Whether two people are the same or live together: such records are locked to the work hat.

    People of two schools never are. One query, in the person's own school.
    """
    if person.pk == other.pk:
        return True
    if person.school_id != other.school_id:
        return False
    with scope(school=person.school_id):
        mine = HouseholdMember.objects.filter(person_id=person.pk).values("household_id")
        return HouseholdMember.objects.filter(person_id=other.pk, household_id__in=mine).exists()


@dataclass(frozen=True)
class ByTime:
    """Roles that somebody holds on a day, will hold after it, and held before it."""

    now: tuple[RoleHeld, ...]
    coming: tuple[RoleHeld, ...]
    past: tuple[RoleHeld, ...]


def by_time(held: Iterable[RoleHeld], day: date) -> ByTime:
    """Sort roles by whether they hold on a day; the order within each is kept."""
    rows = tuple(held)
    now = tuple(each for each in rows if holds_on(each, day))
    coming = tuple(each for each in rows if each.starts_on > day)
    return ByTime(now, coming, tuple(each for each in rows if each not in now + coming))
