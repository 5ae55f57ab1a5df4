"""The risk register (PUR-2): added, changed, looked at again, closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from candour.kit.access import Actor, Refused
from candour.kit.actions import action, record, unchanged
from candour.kit.clock import today
from candour.kit.events import announce
from candour.people.models import Person
from candour.policy.events import RecordsChanged
from candour.policy.library.risks import starter_risks
from candour.policy.models import Risk
from candour.policy.rules.risks import can_be
from candour.schools.models import School

FIRST_REVIEW = timedelta(days=90)


@dataclass(frozen=True)
class RiskFacts:
    """What is said of a risk: likelihood and impact from 1 to 5."""

    title: str
    who_is_at_risk: str
    likelihood: int
    impact: int
    what_we_do: str
    owner: Person | None
    review_on: date


@action(needs="policy.risks.manage")
def add_risk(*, by: Actor, school: School, facts: RiskFacts) -> Risk:
    """A new risk, found today. Raises Refused for facts that cannot be."""
    can_be(facts.likelihood, facts.impact, facts.review_on, today()).insist()
    risk = Risk.objects.create(school=school, found_on=today(), **vars(facts))
    _note("policy.risk.added", by, risk)
    return risk


@action(needs="policy.risks.manage")
def change_risk(*, by: Actor, risk: Risk, facts: RiskFacts) -> Risk:
    """Other facts about a risk, or the same with a later review: looked at again."""
    can_be(facts.likelihood, facts.impact, facts.review_on, today()).insist()
    held = _open(risk)
    for name, value in vars(facts).items():
        setattr(held, name, value)
    held.save()
    _note("policy.risk.changed", by, held)
    return held


@action(needs="policy.risks.manage")
def close_risk(*, by: Actor, risk: Risk, reason: str) -> Risk:
    """A risk that is no longer one, and why. It stays on the register as closed."""
    if not reason.strip():
        raise Refused("Say why it is no longer a risk.")
    held = _open(risk)
    held.closed_on, held.closed_because = today(), reason.strip()[:500]
    held.save()
    _note("policy.risk.closed", by, held)
    return held


@action(needs="policy.risks.manage")
def reopen_risk(*, by: Actor, risk: Risk) -> Risk:
    """Take back that a risk was closed."""
    held = Risk.objects.select_for_update().get(pk=risk.pk)
    if held.closed_on is None:
        unchanged()
        return held
    held.closed_on, held.closed_because = None, ""
    held.save()
    _note("policy.risk.reopened", by, held)
    return held


@action(needs="policy.risks.manage")
def start_register(*, by: Actor, school: School) -> list[Risk]:
    """Put the starter risks into an empty register, to be scored and changed by the school."""
    if Risk.objects.filter(school=school).exists():
        raise Refused("The register has risks already.")
    risks = [
        add_risk(
            by=by,
            school=school,
            facts=RiskFacts(
                title=each.title,
                who_is_at_risk=each.who,
                likelihood=each.likelihood,
                impact=each.impact,
                what_we_do=each.what,
                owner=None,
                review_on=today() + FIRST_REVIEW,
            ),
        )
        for each in starter_risks()
    ]
    return risks


def _open(risk: Risk) -> Risk:
    held = Risk.objects.select_for_update().get(pk=risk.pk)
    if held.closed_on is not None:
        raise Refused("This risk is closed. Open it again first.")
    return held


def _note(kind: str, by: Actor, risk: Risk) -> None:
    facts = {"risk": str(risk.pk), "score": risk.likelihood * risk.impact}
    record(kind, by=by, about=risk, facts=facts, personal={"title": risk.title})
    announce(RecordsChanged(school_id=risk.school_id, what="risks"))
