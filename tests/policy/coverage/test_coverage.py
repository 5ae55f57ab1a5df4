"""Coverage equals the published rule, costs six queries, and follows the clock by itself."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from candour.kit.clock import today
from candour.policy.models import ControlFacts, Departure, Duty, Link, Version
from candour.policy.queries.coverage import coverage, known
from candour.schools.models import School
from tests.factories.cast import Cast
from tests.factories.policy import make_evidence, make_facts, make_policy
from tests.policy.coverage.plainly import clause_states

DAY = date(2026, 11, 24)


def shuffle(school: School, cast: Cast, version: Version, seed: int) -> None:
    """Duties, facts, exceptions and links in every state, differently for each seed."""
    rolls = random.Random(seed)

    def near() -> date | None:
        return DAY + timedelta(days=rolls.randint(-40, 60)) if rolls.random() < 0.8 else None

    cast.ivy.left_on = DAY
    cast.ivy.save()
    ControlFacts.objects.all().delete()
    Departure.objects.all().delete()
    for duty in Duty.objects.all():
        duty.owner = rolls.choice([cast.sam, cast.helen, cast.priya, cast.ivy, None])
        duty.rhythm = rolls.choice(Duty.Rhythm.values)
        duty.next_due = near() if rolls.random() < 0.5 else None
        duty.not_applicable_because = rolls.choice(["", "", "", "", "We have none."])
        duty.save()
        for source in rolls.choices(["attested", "shelf", "people"], k=rolls.randint(0, 2)):
            facts = make_facts(duty, DAY)
            facts.source, facts.of = source, rolls.randint(0, 3)
            facts.done = rolls.randint(0, facts.of)
            facts.expires_on, facts.due_on = near(), near()
            facts.version = rolls.choice([None, version])
            if not ControlFacts.objects.filter(control=duty.control, source=source).exists():
                facts.save()
        if rolls.random() < 0.2:
            starts = DAY + timedelta(days=rolls.randint(-9, 3))
            Departure.objects.create(
                school=school,
                duty=duty,
                state=rolls.choice(["agreed", "asked", "ended"]),
                reason="A trip.",
                asked_by=cast.sam,
                starts_on=starts,
                ends_on=starts + timedelta(days=rolls.randint(0, 8)),
            )
    for link in Link.objects.all():
        link.status = rolls.choice(["confirmed", "confirmed", "confirmed", "suggested", "rejected"])
        link.fingerprint = rolls.choice([link.fingerprint] * 9 + ["then"])
        link.save()


@pytest.mark.parametrize("seed", range(6))
def test_coverage_equals_the_published_rule(school: School, cast: Cast, seed: int) -> None:
    version = make_policy(school, cast.ruth)
    shuffle(school, cast, version, seed)
    found = {clause.ref: clause.state for clause in coverage(school, DAY).clauses}
    assert found == clause_states(DAY)
    assert len(set(found.values())) >= 6
    for days in (1, 20, 45):
        later = DAY + timedelta(days=days)
        found = {clause.ref: clause.state for clause in coverage(school, later).clauses}
        assert found == clause_states(later)


def test_it_costs_six_queries_whatever_there_is(school: School, cast: Cast) -> None:
    make_policy(school, cast.ruth, owner=cast.sam)
    for each in (1, 30):
        ControlFacts.objects.all().delete()
        make_evidence(school, cast.sam, each)
        with CaptureQueriesContext(connection) as queries:
            coverage(school, today())
        assert len(queries) == 6


def test_what_is_known_is_not_asked_again(school: School, cast: Cast) -> None:
    make_policy(school, cast.ruth)
    found = coverage(school, today())
    with known(found), CaptureQueriesContext(connection) as queries:
        assert coverage(school, today()) is found
    assert len(queries) == 0
    assert coverage(school, today()) is not found


def test_the_headline_counts_what_is_in_hand_and_no_facts(school: School, cast: Cast) -> None:
    make_policy(school, cast.ruth, owner=cast.sam)
    make_evidence(school, cast.sam, 1)
    found = coverage(school, today())
    assert (found.in_hand, found.counted, found.counts["fact"]) == (81, 89, 17)
    later = coverage(school, today() + timedelta(days=364))
    # Five clauses also ask for a duty that is not started: due soon, and not in hand.
    assert (later.counts["due_soon"], later.in_hand) == (86, 81)
    after = coverage(school, today() + timedelta(days=365))
    assert (after.counts["expired"], after.in_hand) == (86, 0)


def test_one_school_never_sees_anothers_policy(school: School, cast: Cast) -> None:
    from django_scopes import scope

    from tests.factories.cast import make_school

    make_policy(school, cast.ruth)
    other = make_school("other-school")
    with scope(school=other):
        found = coverage(other, today())
    assert (found.version, found.clauses) == (None, [])


def test_a_version_that_is_looked_at_changes_nothing(school: School, cast: Cast) -> None:
    version = make_policy(school, cast.ruth)
    before = coverage(school, today()).counts
    Version.objects.create(
        school=school,
        document=version.document,
        number=2,
        status=Version.Status.REVIEW,
        text="New words.",
    )
    assert coverage(school, today()).counts == before
    assert coverage(school, today()).version == version
