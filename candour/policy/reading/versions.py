"""A new version of a policy against the old: which clauses stayed, changed, came or went."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from .identity import fingerprint, normalised

UNCHANGED, CHANGED, ADDED, REMOVED = "unchanged", "changed", "added", "removed"

Row = tuple[str, str, str, Sequence[str]]  # id, lead-in, text, headings

_LEAST = 0.5
_LEAST_FAR = 0.62


@dataclass(frozen=True)
class Pairing:
    """One old clause against one new: ids (None where there is none), state, similarity 0 to 1.

    ``unchanged`` means equal fingerprints of the text and equal words in the lead-in; a clause
    whose lead-in alone changed is ``changed``, because what it asks may have turned round.
    """

    state: str
    old_id: str | None
    new_id: str | None
    similarity: float


def align(old: Sequence[Row], new: Sequence[Row]) -> list[Pairing]:
    """Pair the clauses of two versions: new clauses in their order, then the removed ones.

    Equal texts are paired first, by heading and order where they repeat; the rest by the share of
    words in common, likeness of the letters, headings and place. Fast for 400 by 400.
    """
    pairs = _equal(old, new)
    taken_old, taken_new = set(pairs.values()), set(pairs)
    for _score, at_new, at_old in _candidates(old, new, pairs):
        if at_new not in taken_new and at_old not in taken_old:
            pairs[at_new] = at_old
            taken_new.add(at_new)
            taken_old.add(at_old)
    result = [_pairing(old, new, at_new, pairs.get(at_new)) for at_new in range(len(new))]
    gone = [row for at, row in enumerate(old) if at not in taken_old]
    return result + [Pairing(REMOVED, row[0], None, 0.0) for row in gone]


def _pairing(old: Sequence[Row], new: Sequence[Row], at_new: int, at_old: int | None) -> Pairing:
    row = new[at_new]
    if at_old is None:
        return Pairing(ADDED, None, row[0], 0.0)
    before = old[at_old]
    same_words = fingerprint(before[2]) == fingerprint(row[2])
    if same_words and normalised(before[1]) == normalised(row[1]):
        return Pairing(UNCHANGED, before[0], row[0], 1.0)
    likeness = _likeness(f"{before[1]} {before[2]}", f"{row[1]} {row[2]}")
    return Pairing(CHANGED, before[0], row[0], round(min(likeness, 0.999), 3))


def _equal(old: Sequence[Row], new: Sequence[Row]) -> dict[int, int]:
    """Clauses with equal text: repeated ones by equal lead-in and headings first, then in order."""
    pairs: dict[int, int] = {}
    free = set(range(len(old)))
    for key in (_with_place, _with_lead_in, _text_only):
        waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at in sorted(free):
            waiting[key(old[at])].append(at)
        for at, row in enumerate(new):
            if at not in pairs and waiting.get(key(row)):
                pairs[at] = waiting[key(row)].pop(0)
                free.discard(pairs[at])
    return pairs


def _with_place(row: Row) -> tuple[str, ...]:
    return (normalised(row[2]), normalised(row[1]), *(normalised(h) for h in row[3]))


def _with_lead_in(row: Row) -> tuple[str, ...]:
    return (normalised(row[2]), normalised(row[1]))


def _text_only(row: Row) -> tuple[str, ...]:
    return (normalised(row[2]),)


def _candidates(
    old: Sequence[Row], new: Sequence[Row], pairs: dict[int, int]
) -> list[tuple[float, int, int]]:
    """Likely pairs of clauses that are not equal, best first."""
    taken = set(pairs.values())
    left = [(at, row, _words(row)) for at, row in enumerate(old) if at not in taken]
    scored: list[tuple[float, int, int]] = []
    for at_new, row in enumerate(new):
        if at_new in pairs:
            continue
        words = _words(row)
        for at_old, before, before_words in left:
            shared = _overlap(words, before_words)
            if shared < 0.3:
                continue
            same_place = list(row[3]) == list(before[3])
            score = 0.5 * shared + 0.5 * _likeness(before[2], row[2])
            if score >= (_LEAST if same_place else _LEAST_FAR):
                far = abs(at_new / max(len(new), 1) - at_old / max(len(old), 1))
                scored.append((score + (0.05 if same_place else 0) - 0.05 * far, at_new, at_old))
    return sorted(scored, key=lambda s: (-s[0], s[1], s[2]))


def _words(row: Row) -> Counter[str]:
    return Counter(normalised(row[2]).split())


def _overlap(a: Counter[str], b: Counter[str]) -> float:
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 0.0


def _likeness(a: str, b: str) -> float:
    return SequenceMatcher(
        None, normalised(a).split(), normalised(b).split(), autojunk=False
    ).ratio()
