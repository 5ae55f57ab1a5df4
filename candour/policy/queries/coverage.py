"""Where the policy stands today, clause by clause: six queries, whatever the number of people or
evidence. The same in plain words, to be checked by anybody: ``docs/coverage.md``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from itertools import groupby
from uuid import UUID

from candour.policy.models import (
    ClauseText,
    ControlFacts,
    Departure,
    Document,
    Duty,
    Link,
    Version,
)
from candour.policy.queries.standing import ClauseNow, Coverage, DutyNow, Section
from candour.policy.rules.catalogue import CONTROLS, Control
from candour.policy.rules.duties import owner_today
from candour.policy.rules.reach import clause_reach
from candour.policy.rules.states import (
    clause_state,
    clause_words,
    counting,
    departure_in_force,
    duty_standing,
    suspect_links,
)
from candour.schools.models import School

__all__ = [
    "ClauseNow",
    "Coverage",
    "DutyNow",
    "Section",
    "coverage",
    "duties_now",
    "known",
    "policy_in_force",
]

NO_HEADING = "Opening words"


_known: ContextVar[Coverage | None] = ContextVar("coverage", default=None)


@contextmanager
def known(found: Coverage) -> Iterator[None]:
    """Within this block ``coverage`` gives back what was found already: for a page that also asks
    what waits for its reader, so that the same six queries are not made twice."""
    token = _known.set(found)
    try:
        yield
    finally:
        _known.reset(token)


def coverage(school: School, today: date) -> Coverage:
    """Where the policy in force stands on a day, for one school. Six queries, or two less without a
    policy."""
    there = _known.get()
    if there is not None and there.today == today:
        return there
    version = policy_in_force(school)
    duties = duties_now(school, today, version)
    sections = tuple(_sections(school, version, duties)) if version else ()
    return Coverage(version, sections, duties, today)


def policy_in_force(school: School) -> Version | None:
    """The version of the social media policy in force, with its document but without its text."""
    found = Version.objects.filter(
        school=school,
        status=Version.Status.CURRENT,
        document__kind=Document.Kind.SOCIAL_MEDIA,
        document__retired_on=None,
    )
    return found.select_related("document").defer("text", "furniture", "warnings").first()


def duties_now(school: School, today: date, version: Version | None) -> dict[str, DutyNow]:
    """Every control of the catalogue as a duty of this school today, by control id; a duty that
    nobody has begun stands there too, unsaved. Three queries."""
    duties = {
        duty.control: duty for duty in Duty.objects.filter(school=school).select_related("owner")
    }
    facts: dict[str, list[ControlFacts]] = {}
    for fact in ControlFacts.objects.filter(school=school).order_by("source"):
        facts.setdefault(fact.control, []).append(fact)
    departures: dict[UUID, list[Departure]] = {}
    for each in Departure.objects.filter(
        school=school, state=Departure.State.AGREED, starts_on__lte=today, ends_on__gte=today
    ):
        departures.setdefault(each.duty_id, []).append(each)
    current = version.pk if version else None
    found = {}
    for control in CONTROLS.all():
        made = control.id in duties
        duty = duties.get(control.id) or Duty(
            school=school, control=control.id, rhythm=control.rhythm
        )
        found[control.id] = _duty_now(
            duty,
            control,
            facts.get(control.id, []),
            departures.get(duty.pk, []),
            today,
            current,
            made,
        )
    return found


def _duty_now(
    duty: Duty,
    control: Control,
    facts: Sequence[ControlFacts],
    departures: Sequence[Departure],
    today: date,
    current: UUID | None,
    made: bool,
) -> DutyNow:
    return DutyNow(
        duty=duty,
        control=control,
        standing=duty_standing(
            duty, facts=facts, departures=departures, today=today, current=current
        ),
        owner=owner_today(duty, today),
        facts=tuple(counting(facts, current)),
        departure=departure_in_force(departures, today),
        made=made,
    )


def _sections(school: School, version: Version, duties: Mapping[str, DutyNow]) -> Iterator[Section]:
    links: dict[UUID, list[Link]] = {}
    for link in Link.objects.filter(
        school=school, clause__document=version.document_id, clause__retired_in=None
    ).order_by("-confidence", "control"):
        links.setdefault(link.clause_id, []).append(link)
    texts = ClauseText.objects.filter(school=school, version=version).select_related("clause")
    clauses = (
        clause_now(text, links.get(text.clause_id, []), duties)
        for text in texts.order_by("position")
    )
    for title, members in groupby(clauses, key=lambda each: each.text.section or NO_HEADING):
        yield Section(title, tuple(members))


def clause_now(text: ClauseText, links: Sequence[Link], duties: Mapping[str, DutyNow]) -> ClauseNow:
    """One clause from its words in the version in force, its links and the school's duties. No
    query."""
    confirmed = [link.control for link in links if link.status == Link.Status.CONFIRMED]
    asked = tuple(duties[control] for control in confirmed if control in duties)
    state = clause_state(text, links, [each.standing for each in asked])
    return ClauseNow(
        text=text,
        ref=text.clause.ref,
        state=state,
        words=clause_words(state, links),
        reach=clause_reach(text, text.clause.ref, [each.control.id for each in asked]),
        duties=asked,
        suspect=tuple(suspect_links(text, links)),
        suggested=tuple(link for link in links if link.status == Link.Status.SUGGESTED),
    )
