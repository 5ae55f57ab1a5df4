"""What the policy has waiting for whom, in a fixed number of queries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from candour.kit.clock import today
from candour.people.models import Person
from candour.policy.models import Duty, Link
from candour.policy.waiting import waiting_for
from candour.schools.models import School
from tests.factories.cast import Cast
from tests.factories.policy import make_evidence, make_policy


def lines(person: Person) -> list[tuple[str, str]]:
    return [(each.state, each.title) for each in waiting_for(person)]


def test_without_a_policy_leaders_are_asked_for_it(school: School, cast: Cast) -> None:
    assert lines(cast.ruth) == [("not_started", "Give Candour your policy")]
    assert lines(cast.grace) == lines(cast.ivy) == lines(cast.daniel) == []


def test_few_duties_without_an_owner_are_named_one_by_one(school: School, cast: Cast) -> None:
    make_policy(school, cast.ruth, owner=cast.sam)
    make_evidence(school, cast.sam, 1)
    Duty.objects.filter(control="training").update(owner=None)
    (line,) = waiting_for(cast.ruth)
    assert line.title == "Name who answers for this: Staff are trained on social media"
    assert line.context == "Nobody is named; usually the designated safeguarding lead"
    assert (line.clause, line.url) == ("STA-1", "/larkfield/duties/training/")
    assert lines(cast.tom) == lines(cast.grace) == []


def test_ones_own_duties_wait_by_state_and_date(school: School, cast: Cast) -> None:
    make_policy(school, cast.ruth, owner=cast.grace)
    make_evidence(school, cast.grace, 1)
    soon, late = today() + timedelta(days=5), today() - timedelta(days=1)
    Duty.objects.exclude(control__in=["training", "newsletter"]).update(owner=cast.sam)
    Duty.objects.filter(control="training").update(next_due=soon)
    Duty.objects.filter(control="newsletter").update(next_due=late)
    assert {(each.state, each.due) for each in waiting_for(cast.grace)} == {
        ("due_soon", soon),
        ("overdue", late),
    }
    assert ("overdue", "Ask about a duty that is late: Website and newsletter come first") in lines(
        cast.ruth
    )


def test_what_has_to_be_confirmed_or_looked_at_again(school: School, cast: Cast) -> None:
    make_policy(school, cast.ruth, owner=cast.sam)
    make_evidence(school, cast.sam, 1)
    Link.objects.filter(clause__ref="STA-5").update(status=Link.Status.SUGGESTED)
    Link.objects.filter(clause__ref__in=["STA-6", "STA-14"]).update(fingerprint="then")
    expected = [
        ("suspect", "Look again at 2 clauses whose words changed"),
        ("not_started", "Confirm what one clause of your policy asks for"),
    ]
    assert lines(cast.ruth) == lines(cast.helen) == expected
    assert lines(cast.grace) == []


@pytest.mark.parametrize("who", ["ruth", "sam", "grace", "owen", "ivy", "mohammed"])
def test_it_costs_the_same_whatever_waits(school: School, cast: Cast, who: str) -> None:
    make_policy(school, cast.ruth, owner=getattr(cast, who))
    person = Person.objects.select_related("school").get(pk=getattr(cast, who).pk)
    person.roles_read = frozenset(each.role for each in person.roles_held.all())  # type: ignore[attr-defined]
    costs = []
    for each in (1, 20):
        make_evidence(school, cast.sam, each) if each == 1 else None
        Duty.objects.update(next_due=today() - timedelta(days=each))
        with CaptureQueriesContext(connection) as queries:
            waiting_for(person)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 9
