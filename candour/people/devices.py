"""The browser that somebody uses, known by a signed cookie, and the limits that rest on it.

After OWASP's "device cookies": whoever types wrong codes in another browser uses up the budget of
strangers, never that of a browser which signed in as this account before. No limit counts an
internet address, since a whole staff room shares one. The figures stand in the setting
``ACCOUNT_RATE_LIMITS``.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from allauth.core import ratelimit
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from candour.people.models import Account

COOKIE = "candour_device"
_SALT = "candour device"
_A_YEAR = 60 * 60 * 24 * 365
_MOST_ACCOUNTS = 8


@dataclass(frozen=True)
class Device:
    """A browser: a random name, and the accounts (their keys) that signed in with it, latest
    first."""

    name: str
    accounts: tuple[str, ...] = ()

    def knows(self, account: Account | None) -> bool:
        """Whether this account signed in with this browser before."""
        return account is not None and str(account.pk) in self.accounts


def device_of(request: HttpRequest) -> Device:
    """The browser's own description of itself where we signed it, else a new one."""
    try:
        name, accounts = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_A_YEAR)
    except (signing.BadSignature, ValueError):
        return Device(secrets.token_urlsafe(12))
    return Device(name, tuple(accounts))


def remember(response: HttpResponseBase, device: Device, account: Account | None = None) -> None:
    """Give the browser its cookie; with an account, as one that signed in with it."""
    known = device.accounts
    if account is not None:
        key = str(account.pk)
        known = (key, *(each for each in known if each != key))[:_MOST_ACCOUNTS]
    response.set_cookie(
        COOKIE,
        signing.dumps([device.name, list(known)], salt=_SALT),
        max_age=_A_YEAR,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def may_ask_for_code(request: HttpRequest, address: str, account: Account | None) -> bool:
    """Whether another code may go to this address. A browser may ask five times in 15 minutes. All
    browsers that are new to the account share 20 an hour; one that it knows does not need those.
    The answer is the same for an address that nobody has."""
    device, address = device_of(request), address.strip().lower()
    if not _taken(request, "code_from_browser", f"{device.name} {address}"):
        return False
    return device.knows(account) or _taken(request, "code_for_address", address)


def try_second_step(request: HttpRequest, account: Account) -> Callable[[], None] | None:
    """Take one of the tries that are left for the second step: None when there are none, else what
    gives them back after a right code."""
    device = device_of(request)
    who = device.name if device.knows(account) else "strangers"
    key = f"{account.pk} {who}"
    if not _taken(request, "second_step", key):
        return None
    return lambda: ratelimit.clear(request, action="second_step", key=key)


def _taken(request: HttpRequest, action: str, key: str) -> bool:
    return bool(ratelimit.consume(request, action=action, key=key))
