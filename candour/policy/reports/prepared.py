"""A policy as read, with the controls suggested for each clause: needs no school and no
database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from candour.policy.matching import Suggestion, suggest
from candour.policy.reading import ReadClause, Reading, read_policy, read_policy_bytes

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Prepared:
    """A reading, by clause id the suggested controls, best first, and titles where clauses have
    some of their own (those of the model policy do)."""

    reading: Reading
    suggestions: dict[str, tuple[Suggestion, ...]]
    titles: dict[str, str] = field(default_factory=dict)

    def best(self, clause: ReadClause) -> Suggestion | None:
        """The best suggestion for a clause, if there is any."""
        found = self.suggestions.get(clause.id, ())
        return found[0] if found else None


def prepare(source: Path | bytes, name: str = "", progress: Progress | None = None) -> Prepared:
    """Read a policy and suggest controls. Raises UnreadablePolicy with a plain sentence."""
    if isinstance(source, bytes):
        return with_suggestions(read_policy_bytes(source, name=name, progress=progress))
    return with_suggestions(read_policy(source, name=name or None, progress=progress))


def with_suggestions(reading: Reading) -> Prepared:
    """The suggestions for every clause of a reading."""
    return Prepared(reading, {each.id: tuple(suggest(each)) for each in reading.clauses})
