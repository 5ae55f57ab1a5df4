"""Which control a clause belongs to: the best few, each with a score and a plain reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from candour.policy.matching.concepts import Concept, lexicon
from candour.policy.matching.features import clause_features
from candour.policy.matching.weights import Weights, weights
from candour.policy.matching.words import words_by_stem

CONFIDENT = 0.5
"""From this score on the best suggestion was right at least nine times in ten, on policies by
authors whom the matcher had not seen (``bench/matching.py`` prints the figure)."""

_LEAST = 0.01
_REASONS = 3


@runtime_checkable
class ClauseLike(Protocol):
    """What the matcher needs of a clause; the reader's clauses and the model's both have it."""

    @property
    def text(self) -> str:
        """The clause's own words."""

    @property
    def lead_in(self) -> str:
        """The words above the list that it stands in, or nothing."""

    @property
    def headings(self) -> Sequence[str]:
        """The headings above it, outermost first."""

    @property
    def binds(self) -> Sequence[str]:
        """Audience codes such as ``Staff``."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A control that may fit: ``score`` from 0 to 1, and what in the clause spoke for it."""

    control: str
    score: float
    reason: str


def suggest(
    clause: str | ClauseLike,
    *,
    lead_in: str = "",
    headings: Sequence[str] = (),
    binds: Sequence[str] = (),
    kind: str = "",
    limit: int = 5,
) -> list[Suggestion]:
    """The controls that a clause most likely belongs to, best first, at most ``limit``.

    ``clause`` is its text, or an object with ``text``, ``lead_in``, ``headings`` and ``binds``
    (then the keywords are not needed). ``kind`` is accepted for callers that have it; the kind of
    a clause says little about its topic and does not change the result. A clause in which nothing
    is recognised gets ``other`` alone.
    """
    if not isinstance(clause, str):
        lead_in, headings, binds = clause.lead_in, clause.headings, clause.binds
        clause = clause.text
    features = clause_features(clause, lead_in=lead_in, headings=headings, binds=binds)
    known = weights()
    scaled = known.scaled(features)
    if not scaled:
        return [Suggestion("other", 0.0, "nothing recognised")]
    found = known.probabilities(features)
    ranked = sorted(range(len(found)), key=lambda at: (-found[at], known.controls[at]))
    return [
        Suggestion(known.controls[at], round(found[at], 3), _reason(known, scaled, at, clause))
        for at in ranked[:limit]
        if found[at] >= _LEAST or at == ranked[0]
    ]


def _reason(known: Weights, scaled: Mapping[str, float], control: int, text: str) -> str:
    """The concepts that spoke most for a control, in plain words; words where no concept did."""
    for_concepts: dict[str, float] = {}
    for_words: dict[str, float] = {}
    for name, weight in scaled.items():
        row = known.row(name)
        said = weight * row[1][control] if row else 0.0
        if said <= 0:
            continue
        group, _, rest = name.partition(":")
        if group in "csp":
            for key in rest.split("+"):
                for_concepts[key] = for_concepts.get(key, 0.0) + said
        elif group == "w":
            for_words[rest] = said
    best = sorted(for_concepts, key=lambda key: (-for_concepts[key], key))[:_REASONS]
    if best:
        ideas = sorted((lexicon().concepts[key] for key in best), key=_by_place)
        return ", ".join(idea.label for idea in ideas)
    written = words_by_stem(text)
    words = sorted(for_words, key=lambda word: (-for_words[word], word))[:_REASONS]
    shown = [written[word] for word in words if word in written]
    return f"the words {', '.join(shown)}" if shown else "the clause as a whole"


def _by_place(concept: Concept) -> int:
    """Who, then does what, then to what: the lexicon's own order, in which a reason reads well."""
    return concept.place
