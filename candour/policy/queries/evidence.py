"""Which evidence speaks for a duty."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from candour.policy.models import Evidence, Version
from candour.schools.models import School


def strongest_evidence(school: School, controls: Collection[str]) -> QuerySet[Evidence]:
    """For each duty the one evidence that counts longest: not withdrawn, about the version in force
    or about none, and collected since the duty was last asked anew. One query."""
    counts = Q(version=None) | Q(version__status=Version.Status.CURRENT)
    recent = Q(duty__counts_from=None) | Q(collected_on__gte=F("duty__counts_from"))
    place = Window(
        RowNumber(),
        partition_by="duty_id",
        order_by=[F("expires_on").desc(nulls_first=True), F("collected_on").desc(), F("id").desc()],
    )
    found = Evidence.objects.filter(
        counts, recent, school=school, duty__control__in=list(controls), withdrawn_at=None
    )
    return found.select_related("duty").annotate(place=place).filter(place=1)
