"""Which people of which schools stand behind an account. The only reads across schools: an account
is global, and it may see its own people alone."""

from __future__ import annotations

from typing import Any

from django_scopes import scopes_disabled

from candour.kit.clock import today
from candour.people.models import Person, RoleHeld
from candour.people.roles import SECOND_FACTOR_ROLES
from candour.people.rules import has_left, holds_on


def person_at(account: Any, slug: str) -> Person | None:
    """The account's person at the school with this slug, with the school; one query."""
    with scopes_disabled():
        return (
            Person.objects.select_related("school")
            .filter(school__slug=slug, account_id=account.pk)
            .first()
        )


def people_of_account(account: Any) -> list[Person]:
    """The account's people who hold a role today, one for each school, by the school's name."""
    day = today()
    with scopes_disabled():
        people = list(
            Person.objects.select_related("school")
            .prefetch_related("roles_held")
            .filter(account_id=account.pk)
            .order_by("school__name")
        )
        return [
            person
            for person in people
            if not has_left(person, day)
            and any(holds_on(held, day) for held in person.roles_held.all())
        ]


def account_needs_second_factor(account: Any) -> bool:
    """Whether this account holds, at any school today, a role that needs a second factor."""
    day = today()
    with scopes_disabled():
        held = list(
            RoleHeld.objects.select_related("person").filter(
                person__account_id=account.pk, role__in=SECOND_FACTOR_ROLES
            )
        )
    return any(holds_on(each, day) and not has_left(each.person, day) for each in held)
