"""A new version of a policy: unchanged, changed, added and removed clauses."""

from __future__ import annotations

import random

from candour.policy.reading import align, fingerprint
from candour.policy.reading.versions import Row

OLD: list[Row] = [
    ("a", "", "Staff must not post pictures of pupils.", ("Staff",)),
    ("b", "Staff must:", "lock the screen;", ("Staff",)),
    ("c", "", "Parents should speak to the class teacher first.", ("Parents",)),
    ("d", "", "The library closes at four o'clock.", ("Other",)),
]


def test_fingerprints_fold_what_formats_change() -> None:
    same = [
        "• Staff’s  “own” accounts;",
        '2.1 staff\'s "own" accounts',
        '(b) STAFF\'S "own" accounts and',
    ]
    assert len({fingerprint(text) for text in same[:2]}) == 1
    assert fingerprint("Staff must log out.") == fingerprint("staff must  log out")
    assert fingerprint("Staff must log out.") != fingerprint("Staff must not log out.")


def test_every_state_is_told() -> None:
    new: list[Row] = [
        ("w", "", "The governors will review this policy each year.", ("Governors",)),
        ("x", "", "Staff must not post  pictures of pupils", ("Staff",)),
        ("y", "", "Parents should always speak to the class teacher first.", ("Parents",)),
        ("z", "Staff must not:", "lock the screen;", ("Staff",)),
    ]
    pairs = [(p.state, p.old_id, p.new_id) for p in align(OLD, new)]
    assert pairs == [
        ("added", None, "w"),
        ("unchanged", "a", "x"),
        ("changed", "c", "y"),
        ("changed", "b", "z"),
        ("removed", "d", None),
    ]


def test_a_large_policy_with_many_edits_keeps_its_ids_and_is_quick() -> None:
    chance = random.Random(7)
    words = [f"word{n}" for n in range(300)]
    old: list[Row] = [
        (f"c{n}", "", " ".join(chance.choices(words, k=18)), (f"Section {n // 10}",))
        for n in range(400)
    ]
    new: list[Row] = []
    for at, row in enumerate(old):
        text = row[2]
        if at % 8 == 0:
            text = text.replace(text.split()[4], "otherwise", 1) + " at once"
        new.append((f"n{at}", "", text, row[3]))
    shuffled = new[200:] + new[:200]
    pairs = align(old, shuffled)
    right = [p for p in pairs if p.old_id and p.new_id and p.old_id[1:] == p.new_id[1:]]
    assert len(right) == 400
    assert sum(p.state == "changed" for p in pairs) == 50


def test_an_unchanged_policy_is_unchanged() -> None:
    assert [(p.state, p.old_id, p.new_id) for p in align(OLD, OLD)] == [
        ("unchanged", row[0], row[0]) for row in OLD
    ]
