"""Merkle trees are those of RFC 6962, and a path shows its own leaf only."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.audit.merkle import includes, leaf_hash, path, root

# The leaves and roots that Certificate Transparency's own programs are tested with.
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


@pytest.mark.parametrize("count", ROOTS)
def test_roots_are_those_of_the_standard(count: int) -> None:
    assert root([leaf_hash(leaf) for leaf in LEAVES[:count]]).hex() == ROOTS[count]


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert root([]) == hashlib.sha256(b"").digest()


@given(data=st.lists(st.binary(max_size=8), min_size=1, max_size=40, unique=True), at=st.data())
def test_a_path_shows_its_own_leaf_and_no_other(data: list[bytes], at: st.DataObject) -> None:
    leaves = [leaf_hash(each) for each in data]
    position = at.draw(st.integers(0, len(leaves) - 1))
    steps, top = path(leaves, position), root(leaves)
    shown = [
        n for n, leaf in enumerate(leaves) if includes(leaf, position, len(leaves), steps, top)
    ]
    assert shown == [position]
    assert not includes(leaves[position], position, len(leaves), [*steps, top], top)
    assert not includes(leaves[position], len(leaves), len(leaves), steps, top)
    if steps:
        assert not includes(leaves[position], position, len(leaves), steps[:-1], top)
