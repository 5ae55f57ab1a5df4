"""What a session says of itself: whether its second step was done."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase

# Where allauth keeps how a session was opened: a list of {"method": "code" | "mfa", "at": …}.
METHODS_KEY = "account_authentication_methods"
OWNER_KEY = f"{METHODS_KEY}_user"


def second_factor_done(session: SessionBase) -> bool:
    """Whether this session went through a second step; asks the session alone.

    A step that somebody else took in the same browser, without finishing, does not count.
    """
    signed_in = session.get(SESSION_KEY)
    if session.get(OWNER_KEY, signed_in) != signed_in:
        return False
    methods: list[dict[str, Any]] = session.get(METHODS_KEY, [])
    return any(each.get("method") == "mfa" for each in methods)
