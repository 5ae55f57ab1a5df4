"""Writes a version's clauses: what an earlier version had keeps its identity, the rest is new."""

from __future__ import annotations

from candour.policy.models import Clause, ClauseText, Link, Version
from candour.policy.matching import Suggestion
from candour.policy.reading import ReadClause, align, fingerprint
from candour.policy.reports.prepared import Prepared
from candour.policy.rules.versions import free_ref, short_title

KEPT_SUGGESTIONS = 3


def clause_fingerprint(text: str, lead_in: str) -> str:
    """The fingerprint of a clause with the words that lead into it: "must not:" and "may:" before the
    same item are not the same clause."""
    return fingerprint(f"{lead_in} {text}".strip())
