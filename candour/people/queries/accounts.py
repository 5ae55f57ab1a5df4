"""Which people of which schools stand behind an account. The only reads across schools: an account
is global, and it may see its own people alone."""

from __future__ import annotations

import hashlib
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django_scopes import scopes_disabled

from candour.kit.clock import today
from candour.people.models import Account, Person, RoleHeld, SignInLink
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


def sessions_of(account: Any) -> list[UserSession]:
    """The account's living sessions, last used first; dead ones are cleared away."""
    alive: list[UserSession] = UserSession.objects.purge_and_list(account)
    return sorted(alive, key=lambda each: each.last_seen_at, reverse=True)


def session_of(account: Account | None, session_id: int) -> UserSession | None:
    """One of the account's own sessions, or None."""
    return UserSession.objects.filter(user=account, pk=session_id).first() if account else None


def second_steps_of(account: Any) -> list[Authenticator]:
    """The account's authenticator app and passkeys, oldest first (recovery codes left out)."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return list(Authenticator.objects.filter(user=account, type__in=kinds).order_by("created_at"))


def recovery_codes_left(account: Any) -> int:
    """How many of the account's recovery codes are still unused."""
    kept = Authenticator.objects.filter(
        user=account, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    return len(kept.wrap().get_unused_codes()) if kept else 0


def person_of_link(secret: str) -> Person | None:
    """Whom a sign-in link was made for, whether or not it is still good."""
    hashed = hashlib.sha256(secret.encode()).hexdigest()
    with scopes_disabled():
        link = (
            SignInLink.objects.select_related("person__school", "person__account")
            .filter(secret_hash=hashed)
            .first()
        )
    return link.person if link else None
