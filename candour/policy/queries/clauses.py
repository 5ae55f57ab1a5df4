"""What a clause's page shows beyond where it stands: its newest evidence and its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from candour.audit.models import Chain, Entry, Leaf
from candour.audit.queries import tell
from candour.policy.models import Duty, Evidence, Link
from candour.policy.queries.coverage import ClauseNow
from candour.policy.rules.catalogue import control_title
from candour.schools.models import School

NEWEST = 3
LONGEST = 30


@dataclass(frozen=True)
class Happened:
    """One line of a clause's history."""

    when: datetime
    who: str
    what: str
    detail: str = ""


def newest_evidence(duties: Sequence[Duty]) -> dict[UUID, list[Evidence]]:
    """The newest evidence of each duty that was not withdrawn, at most three. One query."""
    place = Window(
        RowNumber(),
        partition_by="duty_id",
        order_by=[F("collected_on").desc(), F("created_at").desc()],
    )
    found = Evidence.objects.filter(duty__in=[duty.pk for duty in duties], withdrawn_at=None)
    kept: dict[UUID, list[Evidence]] = {}
    for each in found.select_related("by", "file").annotate(place=place).filter(place__lte=NEWEST):
        kept.setdefault(each.duty_id, []).append(each)
    return kept


def clause_history(school: School, now: ClauseNow) -> list[Happened]:
    """What happened to a clause, its links and its duties, newest first. Five queries at most."""
    ids = [str(each.duty.pk) for each in now.duties if each.made]
    ids.append(str(now.text.clause_id))
    bulk = Leaf.objects.filter(about_id__in=ids).values("entry")
    rows = Entry.objects.filter(
        Q(about_id__in=ids) | Q(id__in=bulk), school=school, chain=Chain.SCHOOL
    )
    entries = tell(list(rows.select_related("personal").order_by("-sequence")[:LONGEST]))
    happened = [Happened(each.at, each.actor, each.sentence) for each in entries]
    links = Link.objects.filter(clause=now.text.clause_id).exclude(decided_at=None)
    happened += [_decided(link) for link in links.select_related("decided_by")]
    return sorted(happened, key=lambda each: each.when, reverse=True)[:LONGEST]


def _decided(link: Link) -> Happened:
    who = link.decided_by.full_name if link.decided_by else "Candour"
    said = "asks for" if link.status == Link.Status.CONFIRMED else "does not ask for"
    assert link.decided_at is not None
    return Happened(link.decided_at, who, f"Said that it {said}: {control_title(link.control)}")
