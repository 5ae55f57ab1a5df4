"""Small secrets sealed with AES-256-GCM and bound to the row that they belong to.

A sealed value is ``"C1" | key version (4 bytes, big-endian) | nonce (12) | ciphertext | tag (16)``.
The header and the row's identity are bound data, so that a value moved to another row, or given
another version, does not open.
"""

from __future__ import annotations

import os
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_MARK = b"C1"
_HEADER = struct.Struct(">2sI")
_NONCE = 12


class Unopened(ValueError):
    """A sealed value that this key, bound to this row, does not open."""


def seal(data: bytes, *, key: bytes, bound: bytes, version: int = 1) -> bytes:
    """Seal ``data`` with a 32-byte ``key`` for the row that ``bound`` names; ``version`` is the
    key's, kept in clear so that the reader knows which key to take."""
    header = _HEADER.pack(_MARK, version)
    nonce = os.urandom(_NONCE)
    return header + nonce + AESGCM(key).encrypt(nonce, data, header + bound)


def key_version(sealed: bytes) -> int:
    """Which version of the key sealed this. Raises Unopened for what is not a sealed value."""
    if len(sealed) < _HEADER.size + _NONCE + 16 or not sealed.startswith(_MARK):
        raise Unopened("this is not a sealed value")
    return int(_HEADER.unpack_from(sealed)[1])


def unseal(sealed: bytes, *, key: bytes, bound: bytes) -> bytes:
    """What ``seal`` was given. Raises Unopened when key, row or bytes are not the same."""
    key_version(sealed)
    header = sealed[: _HEADER.size]
    nonce = sealed[_HEADER.size : _HEADER.size + _NONCE]
    try:
        return AESGCM(key).decrypt(nonce, sealed[_HEADER.size + _NONCE :], header + bound)
    except InvalidTag:
        raise Unopened("the sealed value does not open with this key for this row") from None
