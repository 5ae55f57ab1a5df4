"""Keys and references: time-ordered for the database, random for people's eyes."""

import secrets
import time
import uuid

# No I, L, O, U, 0 or 1: read aloud over a telephone they are mistaken for others.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def uuid7() -> uuid.UUID:
    """A time-ordered UUID, version 7 of RFC 9562: 48 bits of milliseconds, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & ((1 << 48) - 1)) << 80
    value |= 0x7 << 76
    value |= secrets.randbits(12) << 64
    value |= 0b10 << 62
    value |= secrets.randbits(62)
    return uuid.UUID(int=value)


def reference(groups: int = 2, length: int = 4) -> str:
    """A random reference such as ``7QK2-MPX4``: says nothing of order, number or time."""
    return "-".join(
        "".join(secrets.choice(_ALPHABET) for _ in range(length)) for _ in range(groups)
    )
