"""The plan of an import, as a page carries it to the next: signed, so that nobody else wrote it."""

from __future__ import annotations

from datetime import date

from django.core import signing

from candour.kit.access import Refused
from candour.schools.models import School
from candour.schools.planned import Plan, PlannedDay, PlannedTerm

_PLAN = "schools.calendar.plan"
_ONE_DAY = 24 * 60 * 60


def plan_token(school: School, plan: Plan) -> str:
    """The plan of an import as text for a form, good for one day and this school."""
    terms = [(t.name, t.starts_on.isoformat(), t.ends_on.isoformat()) for t in plan.terms]
    days = [(d.day.isoformat(), d.kind, d.words) for d in plan.days]
    return signing.dumps([str(school.id), terms, days], salt=_PLAN, compress=True)


def read_plan(school: School, token: str) -> Plan:
    """The plan again. Raises Refused when it is not ours, of another school or too old."""
    terms, days = _read(school, token)
    return Plan(
        tuple(PlannedTerm(n, date.fromisoformat(a), date.fromisoformat(b)) for n, a, b in terms),
        tuple(PlannedDay(date.fromisoformat(d), kind, words) for d, kind, words in days),
    )


def _read(school: School, token: str) -> tuple[list[list[str]], list[list[str]]]:
    try:
        owner, first, second = signing.loads(token, salt=_PLAN, max_age=_ONE_DAY)
    except signing.BadSignature:
        raise Refused("This can no longer be done here. Start again from the calendar.") from None
    if owner != str(school.id):
        raise Refused("This belongs to another school.")
    return first, second
