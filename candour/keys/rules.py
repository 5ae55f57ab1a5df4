"""What keys are bound to and how they are named."""

from __future__ import annotations

import hashlib
from uuid import UUID


def signing_bound(school_id: UUID, version: int) -> bytes:
    """What the private half of a signing key is bound to: its school and version."""
    return f"signing key {school_id} {version}".encode()


def key_id_of(public: bytes) -> str:
    """Names a public key: the first 16 hexadecimal digits of the SHA-256 of its 32 bytes."""
    return hashlib.sha256(public).hexdigest()[:16]
