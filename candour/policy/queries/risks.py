"""The risk register as its page shows it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404

from candour.policy.models import Risk
from candour.policy.rules.risks import IMPACT, LIKELIHOOD, level
from candour.schools.models import School


@dataclass(frozen=True)
class RiskRow:
    """A risk with its score, how high that is, and whether its review is late today."""

    risk: Risk
    late: bool

    @property
    def score(self) -> int:
        """Likelihood times impact."""
        return self.risk.likelihood * self.risk.impact

    @property
    def level(self) -> str:
        """High, Middle or Low."""
        return level(self.risk.likelihood, self.risk.impact)


@dataclass(frozen=True)
class Register:
    """Open risks, highest first; closed ones, newest first; the picture of the open ones by impact
    (rows, worst first) and likelihood (columns)."""

    open: list[RiskRow]
    closed: list[Risk]
    grid: list[tuple[str, list[int]]]


def register(school: School, today: date) -> Register:
    """The whole register. One query."""
    risks = list(Risk.objects.filter(school=school).select_related("owner"))
    still = [each for each in risks if each.closed_on is None]
    rows = [RiskRow(each, each.review_on < today) for each in still]
    rows.sort(key=lambda row: (-row.score, row.risk.review_on, row.risk.title))
    closed = sorted(
        (each for each in risks if each.closed_on is not None),
        key=lambda each: each.closed_on or today,
        reverse=True,
    )
    counts = Counter((each.impact, each.likelihood) for each in still)
    grid = [
        (words, [counts[(impact, likelihood)] for likelihood in LIKELIHOOD])
        for impact, words in sorted(IMPACT.items(), reverse=True)
    ]
    return Register(rows, closed, grid)


def find_risk(school: School, risk_id: UUID) -> Risk:
    """One risk. Raises Http404."""
    risk = Risk.objects.filter(school=school, pk=risk_id).select_related("owner").first()
    if risk is None:
        raise Http404
    return risk
