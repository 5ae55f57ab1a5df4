"""Which control does a clause belong to, and what does a policy lack? Pure library, no Django."""

from candour.policy.matching.suggest import CONFIDENT, ClauseLike, Suggestion, suggest

__all__ = ["CONFIDENT", "ClauseLike", "Suggestion", "suggest"]
