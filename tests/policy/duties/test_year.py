"""1 September, news that bears on duties, and the monthly picture."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from candour.kit.access import Machine
from candour.kit.events import announce
from candour.people.events import PersonLeft, RoleEnded
from candour.people.models import Role, RoleHeld
from candour.policy import jobs
from candour.policy.actions import duties as acts
from candour.policy.actions.shelf import add_document
from candour.policy.actions.year import start_school_year, take_snapshot
from candour.policy.events import RecordsChanged, VersionAdopted
from candour.policy.models import ControlFacts, CoverageSnapshot, Duty
from candour.policy.queries.coverage import coverage
from candour.policy.queries.snapshots import months_of_year
from candour.policy.waiting import waiting_for
from candour.schools.models import School
from candour.work.testing import run_jobs
from tests.factories.cast import Cast
from tests.factories.policy import make_policy

SEPTEMBER = date(2026, 9, 1)


def at(day: date) -> time_machine.travel:
    return time_machine.travel(datetime(day.year, day.month, day.day, 12, tzinfo=UTC), tick=False)


def keeper(school: School) -> Machine:
    return Machine("test", school.pk, frozenset({"policy.duties.manage"}))


def attest(school: School, cast: Cast, control: str, day: date) -> None:
    duty = Duty.objects.select_related("school", "owner").get(control=control)
    acts.attest(by=cast.sam, duty=duty, statement="Done.", collected_on=day)


def test_everybody_is_asked_anew_and_history_is_kept(school: School, cast: Cast) -> None:
    with at(date(2026, 5, 1)):
        make_policy(school, cast.ruth, owner=cast.sam)
        attest(school, cast, "policy-acknowledgement", date(2026, 5, 1))
        attest(school, cast, "confidentiality", date(2026, 5, 1))
        assert coverage(school, date(2026, 5, 1)).duties["policy-acknowledgement"].state == "met"
    with at(SEPTEMBER):
        start_school_year(by=keeper(school), school=school)
        found = coverage(school, SEPTEMBER).duties
        again = found["policy-acknowledgement"]
        assert (again.state, again.next, again.last) == ("due_soon", date(2026, 9, 30), None)
        assert again.standing.proven is False
        assert Duty.objects.get(control="policy-acknowledgement").evidence.count() == 1
        other = found["confidentiality"]
        assert (other.state, other.next) == ("met", date(2026, 10, 31))
    late = coverage(school, date(2026, 10, 1)).duties["policy-acknowledgement"]
    assert late.state == "overdue"


def test_the_year_begins_once(school: School, cast: Cast) -> None:
    with at(SEPTEMBER):
        make_policy(school, cast.ruth, owner=cast.sam)
        assert start_school_year(by=keeper(school), school=school) != []
        attest(school, cast, "policy-acknowledgement", SEPTEMBER)
    with at(date(2026, 9, 2)):
        assert start_school_year(by=keeper(school), school=school) == []
        found = coverage(school, date(2026, 9, 2)).duties["policy-acknowledgement"]
        assert found.standing.proven is True


def test_the_nightly_jobs_bring_the_year_the_facts_and_the_picture(
    school: School, cast: Cast
) -> None:
    with at(SEPTEMBER):
        make_policy(school, cast.ruth, owner=cast.sam)
        for nightly in (jobs.new_school_year, jobs.refresh_facts, jobs.monthly_picture):
            nightly.enqueue(school_id=school.pk)
        run_jobs()
        assert Duty.objects.filter(year_begun=SEPTEMBER).count() == 41
        assert ControlFacts.objects.filter(source="people").count() == 1
        assert CoverageSnapshot.objects.get().month == SEPTEMBER


@pytest.mark.parametrize(
    "event",
    [
        lambda school: RecordsChanged(school_id=school.pk, what="risks"),
        lambda school: VersionAdopted(
            school_id=school.pk, document=uuid4(), version=uuid4(), superseded=None
        ),
    ],
    ids=["records", "version"],
)
def test_news_works_the_facts_out_anew(school: School, cast: Cast, event) -> None:  # type: ignore[no-untyped-def]
    make_policy(school, cast.ruth, owner=cast.sam)
    assert ControlFacts.objects.count() == 0
    announce(event(school))
    run_jobs()
    assert coverage(school, date.today()).duties["roles"].standing.proven is True


def test_what_somebody_who_left_answered_for_waits_for_the_head(school: School, cast: Cast) -> None:
    make_policy(school, cast.ruth, owner=cast.sam)
    cast.sam.left_on = date.today()
    cast.sam.save()
    announce(PersonLeft(school_id=school.pk, person_id=cast.sam.pk, left_on=date.today()))
    run_jobs()
    assert Duty.objects.filter(owner=cast.sam).count() == 0
    waiting = [each.title for each in waiting_for(cast.ruth)]
    assert waiting == ["Name who answers for 47 duties"]


def test_a_role_that_ends_is_seen_at_once(school: School, cast: Cast) -> None:
    make_policy(school, cast.ruth, owner=cast.sam)
    yesterday = date.today() - timedelta(days=1)
    RoleHeld.objects.filter(role=Role.DSL).update(ends_on=yesterday)
    announce(
        RoleEnded(school_id=school.pk, person_id=cast.helen.pk, role=Role.DSL, ended_on=yesterday)
    )
    run_jobs()
    found = coverage(school, date.today()).duties["roles"]
    assert (found.state, "safeguarding lead" in found.standing.why) == ("overdue", True)


def test_what_is_put_on_the_shelf_counts_without_waiting_for_the_night(
    school: School, cast: Cast
) -> None:
    make_policy(school, cast.ruth, owner=cast.sam)
    add_document(
        by=cast.ruth,
        school=school,
        kind="complaints",
        title="Complaints procedure",
        link="https://larkfield.example/complaints",
        review_on=date.today() + timedelta(days=200),
    )
    run_jobs()
    assert coverage(school, date.today()).duties["linked-policies"].facts[0].done == 1


def test_a_month_has_one_picture_and_a_year_shows_them_in_order(school: School, cast: Cast) -> None:
    with at(date(2026, 9, 10)):
        assert take_snapshot(by=keeper(school), school=school) is None
        make_policy(school, cast.ruth)
        take_snapshot(by=keeper(school), school=school)
    with at(date(2026, 9, 30)):
        take_snapshot(by=keeper(school), school=school)
    with at(date(2026, 10, 2)):
        take_snapshot(by=keeper(school), school=school)
    kept = months_of_year(school, date(2026, 10, 2))
    assert [(each.month, each.taken_on) for each in kept] == [
        (date(2026, 9, 1), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 10, 2)),
    ]
    assert sum(len(states) for _, states in kept[0].sections) == 106
    assert months_of_year(school, date(2026, 8, 1) + timedelta(days=400)) == []
    assert CoverageSnapshot.objects.count() == 2
