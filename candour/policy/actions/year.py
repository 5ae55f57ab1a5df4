"""What the calendar does to duties: the new school year, and the monthly picture of where they
stand."""

from __future__ import annotations

from datetime import date

from candour.kit.access import Actor
from candour.kit.actions import action, record, unchanged
from candour.kit.clock import today
from candour.policy.actions.facts import FactsWriter
from candour.policy.models import ControlFacts, CoverageSnapshot, Duty
from candour.policy.queries.coverage import coverage
from candour.policy.rules.catalogue import ATTESTED, CONTROLS, attested_controls
from candour.policy.rules.duties import in_new_year, year_start
from candour.schools.models import School


@action(needs="policy.duties.manage")
def start_school_year(*, by: Actor, school: School) -> list[Duty]:
    """Set the dates of yearly duties for the school year that has begun: everybody is asked anew
    where that is so, other yearly duties are due by 31 October. History stays. Returns what
    changed; a second run in the same school year changes nothing.
    """
    begins = year_start(today())
    last = dict(
        ControlFacts.objects.filter(school=school, source=ATTESTED).values_list(
            "control", "collected_on"
        )
    )
    changed = [
        duty
        for duty in Duty.objects.select_for_update().filter(control__in=attested_controls())
        if _renewed(duty, last.get(duty.control), begins)
    ]
    if not changed:
        unchanged()
        return changed
    Duty.objects.bulk_update(changed, ["counts_from", "next_due", "year_begun"])
    FactsWriter(school, today()).write_attested([duty.control for duty in changed])
    facts = {"year": f"{begins.year}/{(begins.year + 1) % 100:02}", "duties": len(changed)}
    record("policy.year.started", by=by, about=school, facts=facts)
    return changed


def _renewed(duty: Duty, last: date | None, begins: date) -> bool:
    """Whether the new year is new to this duty; sets its dates."""
    if duty.year_begun is not None and duty.year_begun >= begins:
        return False
    in_new_year(duty, starts_again=CONTROLS[duty.control].starts_again, last=last, begins=begins)
    duty.year_begun = begins
    return True


@action(needs="policy.duties.manage")
def take_snapshot(*, by: Actor, school: School) -> CoverageSnapshot | None:
    """Keep where each clause stands today as this month's picture; nothing without a policy.
    Derived from the records, so not audited."""
    unchanged()
    found = coverage(school, today())
    if found.version is None:
        return None
    sections = [
        [section.title, [clause.state for clause in section.clauses]] for section in found.sections
    ]
    kept, _ = CoverageSnapshot.objects.update_or_create(
        school=school,
        month=today().replace(day=1),
        defaults={"taken_on": today(), "sections": sections},
    )
    return kept
