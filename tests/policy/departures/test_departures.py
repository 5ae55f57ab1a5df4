"""Agreed exceptions: asked for, decided by another, lapsing by themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from candour.kit.access import Refused
from candour.kit.clock import now, today
from candour.policy.actions.departures import (
    agree_departure,
    ask_departure,
    end_departure,
    refuse_departure,
)
from candour.policy.actions.duties import assign_duties
from candour.policy.models import Departure, Duty
from candour.policy.queries.coverage import coverage
from candour.schools.models import School
from tests.factories.cast import Cast
from tests.factories.policy import make_policy

pytestmark = pytest.mark.django_db
ClientFor = Callable[..., Client]


@pytest.fixture
def duty(school: School, cast: Cast) -> Duty:
    """A duty that Priya answers for."""
    make_policy(school, cast.ruth)
    assign_duties(by=cast.ruth, school=school, controls=["official-monitoring"], owner=cast.priya)
    return Duty.objects.get(control="official-monitoring")


def ask(cast: Cast, duty: Duty, who: str = "priya", days: int = 20) -> Departure:
    """An exception from today on."""
    return ask_departure(
        by=getattr(cast, who),
        duty=duty,
        reason="The account is being moved",
        starts_on=today(),
        ends_on=today() + timedelta(days=days),
    )


def state(school: School) -> str:
    """Where the duty stands today."""
    return coverage(school, today()).duties["official-monitoring"].state


def test_it_counts_once_agreed_and_lapses_by_itself(school: School, cast: Cast, duty: Duty) -> None:
    asked = ask(cast, duty)
    before = state(school)
    assert before != "excepted"
    agree_departure(by=cast.ruth, departure=asked)
    assert state(school) == "excepted"
    with time_machine.travel(now() + timedelta(days=21), tick=False):
        assert state(school) != "excepted"


@pytest.mark.parametrize(
    ("who", "decider", "may"),
    [
        ("priya", "ruth", True),
        ("priya", "margaret", False),
        ("ruth", "margaret", True),
        ("ruth", "ruth", False),
    ],
)
def test_who_decides(cast: Cast, duty: Duty, who: str, decider: str, may: bool) -> None:
    asked = ask(cast, duty, who)
    by = getattr(cast, decider)
    if may:
        assert agree_departure(by=by, departure=asked).state == "agreed"
    else:
        with pytest.raises(Refused):
            agree_departure(by=by, departure=asked)


def test_refused_with_a_reason_and_once(school: School, cast: Cast, duty: Duty) -> None:
    asked = ask(cast, duty)
    with pytest.raises(Refused, match="Say why"):
        refuse_departure(by=cast.ruth, departure=asked, note=" ")
    refuse_departure(by=cast.ruth, departure=asked, note="It can be done")
    with pytest.raises(Refused, match="decided already"):
        agree_departure(by=cast.ruth, departure=asked)
    assert state(school) != "excepted"


def test_only_the_owner_or_a_leader_asks_for_a_year_at_most(cast: Cast, duty: Duty) -> None:
    with pytest.raises(Refused, match="Only whoever answers"):
        ask(cast, duty, "grace")
    with pytest.raises(Refused, match="at most a year"):
        ask(cast, duty, days=400)


def test_ended_early(school: School, cast: Cast, duty: Duty) -> None:
    agreed = agree_departure(by=cast.ruth, departure=ask(cast, duty))
    end_departure(by=cast.priya, departure=agreed)
    assert state(school) != "excepted"
    with pytest.raises(Refused, match="ended already"):
        end_departure(by=cast.priya, departure=agreed)


def test_by_the_pages(school: School, cast: Cast, duty: Duty, client_for: ClientFor) -> None:
    typed = {
        "reason": "The account is being moved",
        "starts_on": today().isoformat(),
        "ends_on": (today() + timedelta(days=10)).isoformat(),
    }
    page = "/larkfield/duties/official-monitoring/exception/"
    assert client_for(cast.priya).get(page).status_code == 200
    assert client_for(cast.priya).post(page, typed).status_code == 302
    asked = Departure.objects.get()
    one = f"/larkfield/exceptions/{asked.pk}/"
    head = client_for(cast.ruth)
    assert "Your decision" in head.get(one).content.decode()
    assert "Your decision" not in client_for(cast.sam).get(one).content.decode()
    assert head.post(one, {"verdict": "agree"}).status_code == 302
    assert "Agreed" in head.get("/larkfield/exceptions/").content.decode()
    assert state(school) == "excepted"
    assert head.post(f"{one}end/").status_code == 302
    assert state(school) != "excepted"
