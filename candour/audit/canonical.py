"""The one way in which an entry becomes bytes, and the digests over them. Imports no Django, so
that an export can be checked where there is no database.

Written out byte by byte, for those who have no Candour, in ``docs/audit-trail.md``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

# Whole numbers beyond this are not exact in every JSON reader, so they are kept as text.
_EXACT = 2**53


def plain(value: Any) -> Any:
    """A value as text, whole number, truth value, nothing, list or dictionary: what any JSON reader
    and both databases give back unchanged. Dates become ISO 8601 text, all else its own text."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value) if abs(value) < _EXACT else str(value)
    if isinstance(value, Mapping):
        return {_text(str(key)): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        items = [plain(each) for each in value]
        return sorted(items, key=str) if isinstance(value, set | frozenset) else items
    if isinstance(value, datetime):
        return moment(value) if value.tzinfo else value.isoformat()
    if isinstance(value, date | UUID):
        return str(value)
    return _text(str(value))


def _text(value: str) -> str:
    """Text that UTF-8 and PostgreSQL can hold: no lone surrogates and no NUL."""
    return value.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")


def moment(at: datetime) -> str:
    """A moment as ``2026-09-12T07:10:00.000000Z``: UTC, always six decimals."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f") + "Z"


def canonical(value: Mapping[str, Any]) -> bytes:
    """JSON in UTF-8 with sorted names, no spaces and no escapes but the necessary ones."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode("utf-8")


def digest(value: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


def entry_hash(body: Mapping[str, Any]) -> str:
    """The hash of an entry's body: every member but ``hash`` itself."""
    return digest({name: value for name, value in body.items() if name != "hash"})


def personal_digest(salt: str, fields: Mapping[str, Any]) -> str:
    """SHA-256 over the salt's 32 bytes followed by the canonical bytes of the fields."""
    return hashlib.sha256(bytes.fromhex(salt) + canonical(fields)).hexdigest()
