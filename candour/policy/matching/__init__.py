"""Which control does a clause belong to, and what does a policy lack? Pure library, no Django."""

from candour.policy.matching.gaps import (
    AUDIENCES,
    Ask,
    AudienceAsks,
    GapReport,
    Missing,
    PolicyClause,
    compare_with_model,
)
from candour.policy.matching.suggest import CONFIDENT, ClauseLike, Suggestion, suggest

__all__ = [
    "AUDIENCES",
    "CONFIDENT",
    "Ask",
    "AudienceAsks",
    "ClauseLike",
    "GapReport",
    "Missing",
    "PolicyClause",
    "Suggestion",
    "compare_with_model",
    "suggest",
]
