"""The policy says to whom it applies, and it is in force (INT-2 to INT-6)."""

from __future__ import annotations

from datetime import date

from candour.policy.controls import Control, Fact, register
from candour.policy.models import ClauseText, Version
from candour.schools.models import School

AUDIENCES = {
    "staff": {"Staff", "Head", "SLT", "DSL", "Admin", "All"},
    "volunteers": {"Vol", "All"},
    "governors": {"Gov", "All"},
    "pupils": {"Pup", "All"},
}
"""For each audience of INT-1 the codes of ``ClauseText.binds`` that mean it."""


@register
class Scope(Control):
    """Read from the clauses of the policy in force: whom they bind."""

    id = "scope"
    source = "clauses"
    place = "policy:today"

    def fact(self, school: School, today: date) -> Fact | None:
        """Which of the four audiences the policy in force binds. Two queries."""
        version = Version.objects.filter(
            school=school, status=Version.Status.CURRENT, document__kind="social_media"
        ).only("id", "adopted_on")
        current = version.first()
        if current is None:
            return Fact(0, len(AUDIENCES), sentence="No policy is in force.", pointer="policy/")
        texts = ClauseText.objects.filter(school=school, version=current)
        bound = {code for binds in texts.values_list("binds", flat=True) for code in binds}
        missing = [name for name, codes in AUDIENCES.items() if not codes & bound]
        words = "The policy in force binds staff, volunteers, governors and pupils."
        if missing:
            words = f"The policy in force does not say that it binds: {', '.join(missing)}."
        return Fact(
            done=len(AUDIENCES) - len(missing),
            of=len(AUDIENCES),
            collected_on=current.adopted_on,
            sentence=words,
            pointer="policy/",
            version=current.pk,
        )
