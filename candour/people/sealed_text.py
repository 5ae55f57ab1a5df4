"""Secrets of second steps, sealed at rest with a key derived from the master key.

An account is global, so no school's key may seal it. When the master key changes, everything is
sealed anew in the same transaction (see ``keys.master.at_master_change``).
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode

from allauth.mfa.models import Authenticator

from candour.keys.master import load_master
from candour.keys.sealing import seal, unseal

_PURPOSE = b"candour second steps"
# Where allauth keeps what it gives to ``encrypt``: an authenticator app's secret, and the seed
# from which recovery codes are made.
_SECRET_FIELDS = ("secret", "seed")


def seal_text(text: str, master: bytes | None = None) -> str:
    """The text sealed, as URL-safe base64. Raises KeyTrouble where there is no master key."""
    sealed = seal(text.encode(), key=_key(master), bound=_PURPOSE)
    return urlsafe_b64encode(sealed).decode()


def unseal_text(sealed: str, master: bytes | None = None) -> str:
    """What was sealed. Raises Unopened where it was sealed under another master key."""
    return unseal(urlsafe_b64decode(sealed), key=_key(master), bound=_PURPOSE).decode()


def seal_anew(old: bytes, new: bytes) -> None:
    """Open every second step with the old master key and seal it with the new one."""
    changed = []
    for each in Authenticator.objects.select_for_update():
        fields = [name for name in _SECRET_FIELDS if name in each.data]
        for name in fields:
            each.data[name] = seal_text(unseal_text(each.data[name], old), new)
        if fields:
            changed.append(each)
    Authenticator.objects.bulk_update(changed, ["data"])


def _key(master: bytes | None) -> bytes:
    return hmac.new(master or load_master(), _PURPOSE, hashlib.sha256).digest()
