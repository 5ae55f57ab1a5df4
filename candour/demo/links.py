"""Ready-made sign-in links of the demonstration, one for each of the cast."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest
from django.urls import reverse
from django_scopes import scope

from candour.demo.cast import CAST, SCHOOL_SLUG
from candour.people.models import Account, Role
from candour.people.queries.accounts import person_at

# Headers that a proxy adds; a visitor who adds one shuts the door on themselves alone.
_PROXIES_SAY = {
    "HTTP_FORWARDED",
    "HTTP_VIA",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REAL_IP",
}
_SIGNER = signing.Signer(sep=".", salt="candour demonstration sign-in")


@dataclass(frozen=True)
class SignInLink:
    """Who it signs in, as what, and the path (it carries a completed second factor)."""

    name: str
    roles: str
    path: str


def sign_in_links() -> list[SignInLink]:
    """One link for each of the cast, headteacher first."""
    return [
        SignInLink(
            f"{member.given_name} {member.family_name}",
            ", ".join(Role(role).label for role in member.roles),
            reverse("demo:enter", args=[_SIGNER.sign(member.key)]),
        )
        for member in CAST
    ]


def account_of(token: str) -> Account | None:
    """The account that a link signs in, or None for a link that we did not make."""
    try:
        key = _SIGNER.unsign(token)
    except signing.BadSignature:
        return None
    email = next((member.email for member in CAST if member.key == key), None)
    return Account.objects.filter(email=email).first()


def home_of(account: Account) -> str:
    """Where this account lands: its desk at the sample school."""
    person = person_at(account, SCHOOL_SLUG)
    if person is None:
        return "/"
    with scope(school=person.school):
        return reverse("staff:desk", args=[SCHOOL_SLUG])


def is_this_machine(request: HttpRequest) -> bool:
    """Whether the request comes from this very machine and no proxy stands between."""
    direct = not _PROXIES_SAY & set(request.META)
    return direct and request.META.get("REMOTE_ADDR", "") in {"127.0.0.1", "::1"}
