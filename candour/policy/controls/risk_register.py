"""What could go wrong with social media is written down, with owners and dates (PUR-1, PUR-2)."""

from __future__ import annotations

from datetime import date

from candour.policy.controls import Control, Fact, register
from candour.policy.models import Risk
from candour.schools.models import School


@register
class RiskRegister(Control):
    """Read from the risk register: each open risk has an owner and is looked at again in time."""

    id = "risk-register"
    source = "risks"
    place = "policy:risks"

    def fact(self, school: School, today: date) -> Fact | None:
        """How many open risks have an owner who is here, and the first review. One query."""
        risks = list(Risk.objects.filter(school=school, closed_on=None).select_related("owner"))
        owned = [each for each in risks if each.owner and each.owner.left_on is None]
        if not risks:
            return Fact(0, 0, sentence="No risk is on the register yet.")
        word = "risk has" if len(risks) == 1 else "risks have"
        return Fact(
            done=len(owned),
            of=len(risks),
            collected_on=max(each.found_on for each in risks),
            due_on=min(each.review_on for each in risks),
            sentence=f"{len(owned)} of {len(risks)} {word} an owner.",
        )
