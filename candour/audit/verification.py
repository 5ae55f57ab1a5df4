"""Checks a chain: is it whole, in order, unchanged, and as its signed checkpoints say? Imports no
Django, so that an export can be checked where there is no Candour database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from candour.audit.canonical import canonical, entry_hash

MOST_PROBLEMS = 50


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: at which entry (0 where it is none in particular), in a sentence."""

    sequence: int
    sentence: str


@dataclass
class Verdict:
    """What a check found. ``problems`` holds the first MOST_PROBLEMS; ``entries`` and
    ``checkpoints`` say how many were looked at; ``keys`` the ids of the keys that signed."""

    problems: list[Problem] = field(default_factory=list)
    entries: int = 0
    checkpoints: int = 0
    keys: set[str] = field(default_factory=set)

    @property
    def ok(self) -> bool:
        """Whether nothing at all is wrong."""
        return not self.problems

    def add(self, sequence: int, sentence: str) -> None:
        """Note a problem, unless there are very many already."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(sequence, sentence))


def signature_holds(
    statement: Mapping[str, Any], public_keys: Mapping[str, bytes]
) -> tuple[bool, str]:
    """Whether a statement's signature is right, and a sentence where it is not."""
    public = public_keys.get(str(statement.get("key_id")))
    if public is None:
        return False, f"is signed with a key that is not this school's ({statement.get('key_id')})"
    body = canonical({name: value for name, value in statement.items() if name != "signature"})
    try:
        signature = bytes.fromhex(str(statement.get("signature")))
        Ed25519PublicKey.from_public_bytes(public).verify(signature, body)
    except (InvalidSignature, ValueError):
        return False, "has a signature that does not fit"
    return True, ""


def verify_entries(
    entries: Iterable[Mapping[str, Any]],
    checkpoints: Iterable[Mapping[str, Any]],
    public_keys: Mapping[str, bytes],
    progress: Callable[[int], None] | None = None,
) -> Verdict:
    """Check one chain from its first entry to its last, and every checkpoint against it.

    ``entries`` are bodies as ``rules.body_of`` makes them, in the order in which they are kept;
    ``checkpoints`` statements as ``rules.statement_of``; ``public_keys`` the 32 bytes of each key
    by its id. ``progress`` is told every 1,000 entries how many were checked.
    """
    verdict = Verdict()
    wanted = _trusted(checkpoints, public_keys, verdict)
    chain = _Chain(verdict)
    for body in entries:
        chain.follow(body)
        for statement in wanted.pop(chain.last, []):
            if statement["hash"] != chain.hash:
                verdict.add(chain.last, "A checkpoint says something else about this entry.")
            elif (statement["school"], statement["chain"]) != chain.belongs_to:
                verdict.add(chain.last, "A checkpoint is of another school or chain.")
        if progress and verdict.entries % 1000 == 0:
            progress(verdict.entries)
    for sequence in sorted(wanted):
        verdict.add(
            sequence,
            f"A checkpoint says that there was an entry {sequence}; the record does not hold it.",
        )
    return verdict


def _trusted(
    checkpoints: Iterable[Mapping[str, Any]], public_keys: Mapping[str, bytes], verdict: Verdict
) -> dict[int, list[Mapping[str, Any]]]:
    """The checkpoints whose signature holds, by the entry that each is about."""
    found: dict[int, list[Mapping[str, Any]]] = {}
    for statement in checkpoints:
        verdict.checkpoints += 1
        sequence = statement.get("sequence")
        number = sequence if type(sequence) is int else 0
        holds, why = signature_holds(statement, public_keys)
        if not holds:
            verdict.add(number, f"The checkpoint at entry {number} {why}.")
        else:
            verdict.keys.add(str(statement["key_id"]))
            found.setdefault(number, []).append(statement)
    return found


class _Chain:
    """Follows a chain entry by entry."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        self.last = 0
        self.hash = ""
        self.belongs_to: tuple[Any, Any] = ("", "")

    def follow(self, body: Mapping[str, Any]) -> None:
        """Check the next entry against those before it. After a problem the check goes on from
        what the entry says of itself, so that one change is reported once."""
        verdict, expected = self.verdict, self.last + 1
        verdict.entries += 1
        sequence = body.get("sequence")
        number = sequence if type(sequence) is int else expected
        belongs_to = (body.get("school"), body.get("chain"))
        if sequence != expected or type(sequence) is not int:
            verdict.add(expected, f"Entry {expected} should be here, but entry {sequence!r} is.")
        if body.get("previous") != self.hash:
            verdict.add(number, f"Entry {number} does not follow from the entry before it.")
        if self.last and belongs_to != self.belongs_to:
            verdict.add(number, f"Entry {number} belongs to another school or chain.")
        try:
            right = entry_hash(body) == body.get("hash")
        except (TypeError, ValueError):
            right = False
        if not right:
            verdict.add(number, f"Entry {number} was changed after it was written.")
        self.last, self.hash, self.belongs_to = number, str(body.get("hash")), belongs_to
