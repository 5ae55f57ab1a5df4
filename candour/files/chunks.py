"""Files as authenticated chunks, so that a file of any size is written and read piece by piece.

A stored file is a header and chunks. The header is ``"CANDOURF1" | version of the school's data
key (4 bytes, big-endian) | nonce prefix (7 bytes)``. Each chunk is up to 64 KiB of the file,
encrypted with AES-256-GCM under a key of the file's own (HKDF-SHA256 of the data key, salted with
the file's identity), followed by its 16-byte tag. The nonce is ``prefix | number of the chunk (4
bytes) | 1 for the last chunk, else 0``: the STREAM construction of Hoang, Reyhanitabar, Rogaway and
Vizár (2015), by which a chunk left out, moved, repeated or cut off at the end is noticed. The
header and the identity are bound data of every chunk.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CHUNK = 64 * 1024
_TAG = 16
_MARK = b"CANDOURF1"
_HEADER = struct.Struct(">9sI7s")
_MOST_CHUNKS = 2**32 - 1


class Damaged(ValueError):
    """A stored file that is not, byte for byte, what was stored under this identity."""


def _cipher(key: bytes, identity: bytes) -> AESGCM:
    kdf = HKDF(algorithm=SHA256(), length=32, salt=identity, info=b"candour stored file")
    return AESGCM(kdf.derive(key))


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + struct.pack(">IB", number, last)


def encrypted(
    pieces: Iterator[bytes], *, key: bytes, version: int, identity: bytes
) -> Iterator[bytes]:
    """The stored form of a file whose bytes come in ``pieces``, each of CHUNK bytes but the last.

    Raises ValueError for a file of more than 2**32 - 1 chunks (256 TiB).
    """
    prefix = os.urandom(7)
    header = _HEADER.pack(_MARK, version, prefix)
    cipher = _cipher(key, identity)
    yield header
    number, held = 0, next(pieces, b"")
    for piece in pieces:
        if number >= _MOST_CHUNKS:
            raise ValueError("the file is too long to be stored")
        yield cipher.encrypt(_nonce(prefix, number, False), held, header + identity)
        number, held = number + 1, piece
    yield cipher.encrypt(_nonce(prefix, number, True), held, header + identity)


def decrypted(
    file: BinaryIO, *, key_of: Callable[[int], bytes], identity: bytes
) -> Iterator[bytes]:
    """The bytes of a stored file, chunk by chunk; ``key_of`` gives the data key of a version.

    Raises Damaged at the first chunk that is not right; what came before it was right.
    """
    header = file.read(_HEADER.size)
    if len(header) != _HEADER.size or not header.startswith(_MARK):
        raise Damaged("this is not a stored file")
    _, version, prefix = _HEADER.unpack(header)
    cipher = _cipher(key_of(version), identity)
    number, held = 0, file.read(CHUNK + _TAG)
    while True:
        following = file.read(CHUNK + _TAG)
        try:
            nonce = _nonce(prefix, number, not following)
            yield cipher.decrypt(nonce, held, header + identity)
        except InvalidTag:
            raise Damaged(f"chunk {number} of the stored file is not what was stored") from None
        if not following:
            return
        number, held = number + 1, following
