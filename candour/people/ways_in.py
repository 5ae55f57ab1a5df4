"""Accounts behind people: made, moved and closed as part of an act on the person.

An account is global. What one school does to a person never touches the same human's way into
another school.
"""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django_scopes import scopes_disabled

from candour.kit.access import Refused
from candour.kit.clock import today
from candour.people.models import Account, Person
from candour.people.rules import has_left


def account_for(email: str) -> Account | None:
    """The account with this address, made where there is none; None without an address."""
    address = email.strip().lower()
    if not address:
        return None
    found = Account.objects.filter(email=address).first()
    return found or Account.objects.create_user(address)


def move_account(person: Person, email: str) -> None:
    """Give a person another way in. Raises Refused where their account opens another school too:
    then only they themselves may change it. Where it opened one before, it stays as it was, since
    that school may bring them back; the person gets an account of their own here."""
    address = email.strip().lower()
    if person.account is None:
        person.account = account_for(address)
        return
    known = not address or Account.objects.filter(email=address).exists()
    if not known and _opens_another_school(person):
        raise Refused("This address also opens another school, so it cannot be changed here.")
    if known or _elsewhere(person):
        close_account(person)
        person.account = account_for(address)
        return
    EmailAddress.objects.filter(user=person.account).delete()
    end_sessions(person.account)
    person.account.email = address
    person.account.save(update_fields=["email"])


def close_account(person: Person) -> None:
    """End a person's sessions, unless their account opens another school too (there it stays open,
    and here the roles' dates shut the door)."""
    if person.account is not None and not _opens_another_school(person):
        end_sessions(person.account)


def end_sessions(account: Account, keep: str = "") -> int:
    """End this account's sessions at once, but for the one with the key ``keep``; how many."""
    ended = list(UserSession.objects.filter(user=account).exclude(session_key=keep))
    for session in ended:
        session.end()
    return len(ended)


def _opens_another_school(person: Person) -> bool:
    """Whether it does today: whoever leaves next month has not left."""
    return any(not has_left(each, today()) for each in _elsewhere(person))


def _elsewhere(person: Person) -> list[Person]:
    """The same human at other schools, also where they have left."""
    with scopes_disabled():
        return list(Person.objects.filter(account=person.account).exclude(pk=person.pk))
