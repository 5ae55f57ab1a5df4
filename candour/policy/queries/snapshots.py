"""The pictures of months gone by."""

from __future__ import annotations

from datetime import date

from candour.policy.models import CoverageSnapshot
from candour.policy.rules.duties import year_start
from candour.schools.models import School


def months_of_year(school: School, today: date) -> list[CoverageSnapshot]:
    """This school year's months so far, oldest first: at most twelve. One query."""
    found = CoverageSnapshot.objects.filter(school=school, month__gte=year_start(today))
    return list(found.order_by("month"))
