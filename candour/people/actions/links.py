"""A link that lets the first headteacher in where mail is not set up: once, within the hour."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from candour.kit.access import Actor, Refused
from candour.kit.actions import action, record
from candour.kit.clock import now
from candour.people.models import Person, SignInLink

VALID_FOR = timedelta(hours=1)


@action(needs="people.add_head")
def make_sign_in_link(*, by: Actor, person: Person) -> str:
    """Make a link for a person and return its secret, which is nowhere kept. Earlier links of the
    same person stop working."""
    if person.account is None:
        raise Refused("This person has no e-mail address, so they cannot sign in.")
    SignInLink.objects.filter(person=person, used_at__isnull=True).delete()
    secret = secrets.token_urlsafe(32)
    SignInLink.objects.create(
        person=person, secret_hash=_hashed(secret), expires_at=now() + VALID_FOR
    )
    record("people.link.made", by=by, about=person)
    return secret


@action(needs="people.own_account")
def use_sign_in_link(*, by: Actor, person: Person, secret: str) -> None:
    """Spend a link. Refused when it is not this person's, was used before or is too old; of two
    that come at once, one alone is let in."""
    spent = SignInLink.objects.filter(
        person=person, secret_hash=_hashed(secret), used_at__isnull=True, expires_at__gt=now()
    ).update(used_at=now())
    if not spent:
        raise Refused("This link was used already, or is more than an hour old.")
    record("people.link.used", by=by, about=person)


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
