"""Decisions about risks: what scores can be, and what they mean in words."""

from __future__ import annotations

from datetime import date, timedelta

from candour.policy.rules.versions import Verdict

LIKELIHOOD = {1: "Very unlikely", 2: "Unlikely", 3: "Possible", 4: "Likely", 5: "Almost certain"}
IMPACT = {1: "Hardly any", 2: "Small", 3: "Moderate", 4: "Serious", 5: "Very serious"}
LONGEST_UNREVIEWED = timedelta(days=366)
HIGH, MIDDLE = 15, 8


def can_be(likelihood: int, impact: int, review_on: date, today: date) -> Verdict:
    """Whether a risk can have these scores and this review date."""
    if likelihood not in LIKELIHOOD or impact not in IMPACT:
        return Verdict(False, "Choose how likely it is and how bad it would be, from 1 to 5.")
    if review_on < today:
        return Verdict(False, "The next look must be today or later.")
    if review_on - today > LONGEST_UNREVIEWED:
        return Verdict(False, "A risk is looked at again within a year.")
    return Verdict(True)


def level(likelihood: int, impact: int) -> str:
    """How high a risk is: high from 15, middle from 8, otherwise low."""
    score = likelihood * impact
    return "High" if score >= HIGH else "Middle" if score >= MIDDLE else "Low"
