"""The keys of a school, unwrapped and kept in memory for as long as the process lives."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap
from django_scopes import scope

from candour.keys.master import KeyTrouble, load_master, settle_rotation
from candour.keys.models import MasterCheck, SchoolKey
from candour.keys.rules import signing_bound
from candour.keys.sealing import key_version, seal, unseal
from candour.kit import clock

# Another process may retire a key; after this many seconds each process looks again.
_FRESH_SECONDS = 60.0
# A key this young may yet be undone with the transaction that made it, so it is not remembered:
# a process that sealed with a forgotten key would lose what it sealed.
_SETTLED = timedelta(minutes=2)


class DataKey(NamedTuple):
    """One version of a school's data key."""

    version: int
    key: bytes


@dataclass(frozen=True)
class SigningKey:
    """A school's current signing key; ``rules.key_id_of`` names its public half."""

    version: int
    private: Ed25519PrivateKey
    public: bytes


_DATA, _SIGNING = SchoolKey.Purpose.DATA, SchoolKey.Purpose.SIGNING
_lock = threading.Lock()
_opened: dict[tuple[UUID, int], bytes] = {}
_current: dict[UUID, tuple[float, int]] = {}


def forget_keys() -> None:
    """Drop every unwrapped key from memory (after a rotation, and between tests)."""
    with _lock:
        _opened.clear()
        _current.clear()


def master_check() -> str:
    """The id of the master key that the database expects, or an empty string in a new one."""
    return MasterCheck.objects.values_list("key_id", flat=True).first() or ""


def school_keys(school_id: UUID, purpose: str) -> list[SchoolKey]:
    """Every version of one of a school's keys, newest first."""
    with scope(school=school_id):
        return list(SchoolKey.objects.filter(purpose=purpose).order_by("-version"))


def current_data_key(school_id: UUID) -> DataKey:
    """The version that new data is sealed with. Raises KeyTrouble where the school has none."""
    seen = _current.get(school_id)
    if seen and time.monotonic() - seen[0] < _FRESH_SECONDS:
        return DataKey(seen[1], _opened[school_id, seen[1]])
    rows = school_keys(school_id, _DATA)
    if not rows:
        raise KeyTrouble("This school has no keys yet, so nothing secret can be kept for it.")
    found = DataKey(rows[0].version, _unwrapped(rows[0]))
    if _settled(rows[0]):
        with _lock:
            _opened[school_id, found.version] = found.key
            _current[school_id] = (time.monotonic(), found.version)
    return found


def data_key(school_id: UUID, version: int | None = None) -> bytes:
    """A school's data key, 32 bytes: the current version, or the one asked for.

    Raises KeyTrouble where there is no such key or the master key is not the right one.
    """
    if version is None:
        return current_data_key(school_id).key
    if (school_id, version) in _opened:
        return _opened[school_id, version]
    rows = [row for row in school_keys(school_id, _DATA) if row.version == version]
    if not rows:
        raise KeyTrouble(f"This school has no data key of version {version}.")
    key = _unwrapped(rows[0])
    if _settled(rows[0]):
        with _lock:
            _opened[school_id, version] = key
    return key


def _settled(row: SchoolKey) -> bool:
    return clock.now() - row.created_at > _SETTLED


def _unwrapped(row: SchoolKey) -> bytes:
    for attempt in ("as it is", "after a change of the master key was finished"):
        try:
            return aes_key_unwrap(load_master(), bytes(row.wrapped))
        except InvalidUnwrap:
            if attempt == "as it is":
                settle_rotation(master_check())
    raise KeyTrouble("The master key is not the one that this school's data was locked with.")


def seal_for_school(school_id: UUID, data: bytes, *, bound: bytes) -> bytes:
    """Seal a small secret with the school's current data key, for the row that ``bound`` names."""
    current = current_data_key(school_id)
    return seal(data, key=current.key, bound=bound, version=current.version)


def unseal_for_school(school_id: UUID, sealed: bytes, *, bound: bytes) -> bytes:
    """Open what ``seal_for_school`` sealed, whichever version of the key it was sealed with."""
    return unseal(sealed, key=data_key(school_id, key_version(sealed)), bound=bound)


def signing_key(school_id: UUID) -> SigningKey:
    """The school's current signing key. Raises KeyTrouble where the school has none."""
    rows = school_keys(school_id, _SIGNING)
    if not rows:
        raise KeyTrouble("This school has no signing key yet.")
    bound = signing_bound(school_id, rows[0].version)
    private = unseal_for_school(school_id, bytes(rows[0].wrapped), bound=bound)
    return SigningKey(
        rows[0].version, Ed25519PrivateKey.from_private_bytes(private), bytes(rows[0].public)
    )


def verifying_key(school_id: UUID) -> Ed25519PublicKey:
    """The public half of the school's current signing key."""
    return Ed25519PublicKey.from_public_bytes(verifying_keys(school_id)[0])


def verifying_keys(school_id: UUID) -> list[bytes]:
    """The public halves (32 bytes each) of all the school's signing keys, newest first."""
    rows = school_keys(school_id, _SIGNING)
    if not rows:
        raise KeyTrouble("This school has no signing key yet.")
    return [bytes(row.public) for row in rows]
