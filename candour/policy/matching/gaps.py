"""A school's policy beside the model: what it asks of whom, what has no control, what it lacks."""

from __future__ import annotations

import math
import operator
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from candour.policy.matching.features import clause_features
from candour.policy.matching.suggest import CONFIDENT, ClauseLike, Suggestion, suggest
from candour.policy.matching.weights import weights

if TYPE_CHECKING:
    from candour.policy.library import ModelClause

AUDIENCES = {
    "All": "Everyone",
    "Staff": "Staff",
    "Vol": "Volunteers",
    "Gov": "Governors and trustees",
    "Pup": "Pupils",
    "Par": "Parents and carers",
    "Head": "Headteacher",
    "SLT": "Senior leaders",
    "DSL": "Safeguarding lead",
    "Admin": "Account administrators",
    "School": "The school",
}
NOBODY = "Nobody is named"

LEAST_SCORE = 0.12
"""Below this score the best suggestion is a guess, and the clause counts as without a control."""
CARRIES = 0.1
LIKENESS, FAR = 0.44, 0.3
"""From ``LIKENESS`` on a clause counts as saying what the model's says; under ``FAR`` it surely
does not; between them a person has to look. Measured on one real policy: of the model's clauses
that it has, 88% were known again and 2% called missing; of those taken out, 79% were noticed."""


class PolicyClause(ClauseLike, Protocol):
    """A clause to compare; ``kind`` is obligation, advice, permission or fact."""

    @property
    def kind(self) -> str:
        """What the clause does: facts ask nothing of anybody."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that the policy asks, advises or allows, with the control that it leads to.

    ``control`` is empty where none fits; ``confident`` says whether the score reaches the mark at
    which links may be accepted in bulk.
    """

    clause: PolicyClause
    control: str
    score: float
    confident: bool


@dataclass(frozen=True, slots=True)
class AudienceAsks:
    """All that is asked of one audience (a code, or empty), in order of the policy."""

    audience: str
    name: str
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """A clause of the model that the policy lacks.

    ``whole_control`` is true where nothing in the policy carries any of the clause's controls;
    otherwise the subject is there, but nothing surely says this. ``nearest`` is the clause closest
    to it, ``likeness`` how close from 0 to 1.
    """

    clause: ModelClause
    controls: tuple[str, ...]
    whole_control: bool
    nearest: PolicyClause | None
    likeness: float

    @property
    def sure(self) -> bool:
        """False where ``nearest`` may say it in other words, so that a person has to look."""
        return self.whole_control or self.likeness < FAR


@dataclass(frozen=True, slots=True)
class GapReport:
    """What a policy asks of whom, which clauses have no control, and what the model has more."""

    audiences: tuple[AudienceAsks, ...]
    without_control: tuple[PolicyClause, ...]
    missing: tuple[Missing, ...]

    @property
    def missing_controls(self) -> tuple[str, ...]:
        """Controls that nothing in the policy carries, in the model's order, each once."""
        found = (control for gap in self.missing if gap.whole_control for control in gap.controls)
        return tuple(dict.fromkeys(found))

    @property
    def surely_missing(self) -> tuple[Missing, ...]:
        """What the policy does not say at all."""
        return tuple(gap for gap in self.missing if gap.sure)

    @property
    def perhaps_missing(self) -> tuple[Missing, ...]:
        """What it may say in other words: each with its nearest clause, for a person to look at."""
        return tuple(gap for gap in self.missing if not gap.sure)

    @property
    def nothing_missing(self) -> bool:
        """True where the policy says everything that the model says."""
        return not self.missing

    @property
    def verdict(self) -> str:
        """One or two plain sentences for the head of the report."""
        sure, perhaps = len(self.surely_missing), len(self.perhaps_missing)
        if not sure and not perhaps:
            return "Nothing is missing: your policy covers all that the model policy covers."
        first = (
            f"The model policy says {_things(sure)} that we could not find in yours."
            if sure
            else "We found nothing that is surely missing."
        )
        second = f" Please look at {_things(perhaps)} that yours may say in other words."
        return first + (second if perhaps else "")


def _things(count: int) -> str:
    """A count in words that read well."""
    return "one thing" if count == 1 else f"{count} things"


def compare_with_model(
    clauses: Sequence[PolicyClause],
    suggestions: Sequence[Sequence[Suggestion]] | None = None,
) -> GapReport:
    """Compare a policy with the model policy.

    ``suggestions`` are those already made for the same clauses in the same order, to save the
    work; without them they are made here.
    """
    if suggestions is None:
        suggestions = [suggest(clause) for clause in clauses]
    asks = [_ask(clause, found) for clause, found in zip(clauses, suggestions, strict=True)]
    return GapReport(
        audiences=_by_audience(asks),
        without_control=tuple(ask.clause for ask in asks if not ask.control),
        missing=tuple(_missing(clauses, suggestions)),
    )


def _ask(clause: PolicyClause, found: Sequence[Suggestion]) -> Ask:
    """The clause with its best control, or none where the best is ``other`` or a mere guess."""
    if not found or found[0].control == "other" or found[0].score < LEAST_SCORE:
        return Ask(clause, "", found[0].score if found else 0.0, confident=False)
    return Ask(clause, found[0].control, found[0].score, found[0].score >= CONFIDENT)


def _by_audience(asks: Iterable[Ask]) -> tuple[AudienceAsks, ...]:
    """Everything that is not a mere fact, under each audience that it binds."""
    grouped: dict[str, list[Ask]] = {}
    for ask in asks:
        if ask.clause.kind != "fact":
            for audience in ask.clause.binds or ("",):
                grouped.setdefault(audience, []).append(ask)
    return tuple(
        AudienceAsks(code, AUDIENCES.get(code, NOBODY), tuple(grouped[code]))
        for code in (*AUDIENCES, "")
        if code in grouped
    )


def _missing(
    clauses: Sequence[PolicyClause], suggestions: Sequence[Sequence[Suggestion]]
) -> Iterable[Missing]:
    """Each model clause that no clause of the policy says."""
    # Here, because reading YAML would double the time in which suggestions are ready.
    from candour.policy.library import load_model_policy

    carried = {
        suggestion.control
        for found in suggestions
        for suggestion in found[:3]
        if suggestion.score >= CARRIES
    }
    said = [_Said(clause) for clause in clauses]
    for model in load_model_policy():
        wanted = _Said(model)
        likeness, nearest = max(
            ((wanted.likeness(each), at) for at, each in enumerate(said)), default=(0.0, -1)
        )
        whole = not carried.intersection(model.controls)
        if whole or likeness < LIKENESS:
            closest = clauses[nearest] if nearest >= 0 else None
            yield Missing(model, model.controls, whole, closest, round(likeness, 3))


class _Said:
    """What a clause says: its words and concepts (no pairs), and where the controls pull it."""

    def __init__(self, clause: ClauseLike) -> None:
        text, above = clause.text, clause.lead_in
        bare = clause_features(text, lead_in=above)
        self.ideas = weights().scaled({k: v for k, v in bare.items() if k[0] in "wc"})
        full = clause_features(text, lead_in=above, headings=clause.headings[-1:])
        pulls = weights().probabilities(full)
        length = math.hypot(*pulls)
        self.pulls = [pull / length for pull in pulls]

    def likeness(self, other: _Said) -> float:
        """From 0 to 1: how much of this the other says too, in a clause about the same duty."""
        shared = sum(w * w for name, w in self.ideas.items() if name in other.ideas)
        same_duty = sum(map(operator.mul, self.pulls, other.pulls))
        return math.sqrt(min(1.0, shared) * min(1.0, same_duty))
