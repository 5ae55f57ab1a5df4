"""The master key: one file outside the database, from which every other secret can be opened.

The file holds three lines: a mark, the 32 bytes in hexadecimal, and the key's id, by which a
mistyped or damaged file is noticed before anything is opened with it.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from candour.kit.access import Refused
from candour.kit.disk import sync_folder

_MARK = "candour master key 1"


_at_change: list[Callable[[bytes, bytes], None]] = []


def at_master_change(seal_anew: Callable[[bytes, bytes], None]) -> None:
    """Register what must be sealed anew, given the old and the new key, in the transaction that
    changes the master key: for apps above that hold something sealed under it directly."""
    if seal_anew not in _at_change:
        _at_change.append(seal_anew)


def tell_of_change(old: bytes, new: bytes) -> None:
    """Call everything that was registered with ``at_master_change``."""
    for seal_anew in _at_change:
        seal_anew(old, new)


class KeyTrouble(Refused):
    """The master key is missing, damaged or not the right one; ``reason`` says what to do."""


def key_id(key: bytes) -> str:
    """Sixteen hexadecimal digits that name a master key and give nothing of it away."""
    return hmac.new(key, b"candour master key id", hashlib.sha256).hexdigest()[:16]


def encode(key: bytes) -> str:
    """The master key as the text of its file."""
    return f"{_MARK}\n{key.hex()}\n{key_id(key)}\n"


def decode(text: str) -> bytes:
    """The 32 bytes of a key file. Raises KeyTrouble when the text is damaged."""
    lines = text.split()
    try:
        key = bytes.fromhex(lines[-2])
    except (IndexError, ValueError):
        raise KeyTrouble("The master key file is damaged: it cannot be read.") from None
    if len(key) != 32 or not hmac.compare_digest(key_id(key), lines[-1]):
        raise KeyTrouble("The master key file is damaged: its check value does not fit.")
    return key


def load_master(path: Path | None = None) -> bytes:
    """The master key, 32 bytes, from its file (``settings.KEY_FILE`` unless given).

    Raises KeyTrouble when the file is missing, unreadable or damaged.
    """
    path = path or Path(settings.KEY_FILE)
    try:
        return decode(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        raise KeyTrouble(
            f"There is no master key at {path}. Put the file back, or run 'candour keys recover'"
            " with two parts of your recovery kit."
        ) from None
    except (OSError, UnicodeDecodeError):
        raise KeyTrouble(f"The master key at {path} cannot be read.") from None


def create_master(path: Path | None = None) -> bytes:
    """Make the master key of a new installation and write its file (mode 0600).

    Called by set-up alone. Raises KeyTrouble when there is a key already, or when the database
    holds anything that an earlier key protects: a second key would make that unreadable for ever.
    """
    path = path or Path(settings.KEY_FILE)
    if path.exists():
        raise KeyTrouble(f"There is a master key at {path} already; it was left as it is.")
    if protected_data_exists():
        raise KeyTrouble(
            "The database holds data under an earlier master key, so no new one was made."
            " Put the key file back, or run 'candour keys recover'."
        )
    key = os.urandom(32)
    write_key_file(path, key, new=True)
    return key


def write_key_file(path: Path, key: bytes, *, new: bool) -> None:
    """Write a key file so that it is wholly there or not at all; ``new`` refuses to replace one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(encode(key))
        file.flush()
        os.fsync(file.fileno())
    try:
        if new:
            os.link(draft, path)
        else:
            os.replace(draft, path)
    except FileExistsError:
        raise KeyTrouble(f"There is a master key at {path} already.") from None
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(path.parent)


def protected_data_exists() -> bool:
    """Whether the database holds keys under a master key. False where it has no tables yet."""
    from django.db import connection

    from candour.keys.models import MasterCheck

    if MasterCheck._meta.db_table not in connection.introspection.table_names():
        return False
    return MasterCheck.objects.exists()


def coming_key_file(path: Path, new_id: str) -> Path:
    """Where a new master key waits, beside the old one, until everything is wrapped with it."""
    return path.with_name(f"{path.name}.{new_id}")


def settle_rotation(expected: str, path: Path | None = None) -> bool:
    """Finish a change of the master key that was cut short after the database had taken it.

    ``expected`` is the id that the database wants. The waiting key takes its place only where it is
    that one, so that doing this twice, or from several processes at once, does no harm. Returns
    whether this call put it in place.
    """
    path = path or Path(settings.KEY_FILE)
    coming = coming_key_file(path, expected)
    if not expected or not coming.exists() or key_id(load_master(coming)) != expected:
        return False
    try:
        os.replace(coming, path)
    except FileNotFoundError:
        return False
    sync_folder(path.parent)
    return True
