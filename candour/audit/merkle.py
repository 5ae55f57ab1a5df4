"""Merkle trees as RFC 6962 (section 2.1) builds them, over SHA-256: one root stands for many
leaves, and a short path shows that a leaf is one of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def leaf_hash(data: bytes) -> bytes:
    """Hash of a leaf: SHA-256 of a zero byte and the leaf."""
    return hashlib.sha256(b"\x00" + data).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _split(count: int) -> int:
    """The largest power of two below ``count``."""
    return 1 << (count - 1).bit_length() - 1


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes, in order; of none, SHA-256 of nothing."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    cut = _split(len(leaves))
    return _node(root(leaves[:cut]), root(leaves[cut:]))


def path(leaves: Sequence[bytes], position: int) -> list[bytes]:
    """The audit path of the leaf at ``position``: its neighbours, from the leaf up."""
    if len(leaves) <= 1:
        return []
    cut = _split(len(leaves))
    if position < cut:
        return [*path(leaves[:cut], position), root(leaves[cut:])]
    return [*path(leaves[cut:], position - cut), root(leaves[:cut])]


def includes(leaf: bytes, position: int, count: int, steps: Sequence[bytes], top: bytes) -> bool:
    """Whether ``leaf`` (a leaf hash) is at ``position`` of ``count`` leaves under root ``top``."""
    if not 0 <= position < count:
        return False
    return _climb(leaf, position, count, list(steps)) == top


def _climb(leaf: bytes, position: int, count: int, steps: list[bytes]) -> bytes | None:
    """The root that the path leads to, or None when the path has the wrong length."""
    if count == 1:
        return leaf if not steps else None
    if not steps:
        return None
    *below, beside = steps
    cut = _split(count)
    if position < cut:
        under = _climb(leaf, position, cut, below)
        return None if under is None else _node(under, beside)
    under = _climb(leaf, position - cut, count - cut, below)
    return None if under is None else _node(beside, under)
