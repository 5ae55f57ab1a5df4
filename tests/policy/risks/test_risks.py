"""The risk register."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from candour.kit.access import Refused
from candour.kit.clock import today
from candour.policy.actions.risks import (
    RiskFacts,
    add_risk,
    change_risk,
    close_risk,
    reopen_risk,
    start_register,
)
from candour.policy.library.risks import starter_risks
from candour.policy.models import Risk
from candour.policy.queries.risks import register
from candour.policy.rules.risks import level
from candour.schools.models import School
from tests.factories.cast import Cast

pytestmark = pytest.mark.django_db
PAGE = "/larkfield/risks/"
ClientFor = Callable[..., Client]


def facts(**changed: object) -> RiskFacts:
    """A risk, looked at again in a month."""
    risk = RiskFacts("Somebody pretends to be us", "Families", 2, 4, "", None, today())
    return replace(risk, review_on=today() + timedelta(days=30), **changed)  # type: ignore[arg-type]


def test_highest_first_with_the_picture(school: School, cast: Cast) -> None:
    for title, likelihood, impact in (("low", 1, 2), ("high", 5, 5), ("middle", 2, 5)):
        add_risk(
            by=cast.ruth,
            school=school,
            facts=facts(title=title, likelihood=likelihood, impact=impact),
        )
    found = register(school, today())
    assert [(row.risk.title, row.score, row.level) for row in found.open] == [
        ("high", 25, "High"),
        ("middle", 10, "Middle"),
        ("low", 2, "Low"),
    ]
    assert found.grid[0] == ("Very serious", [0, 1, 0, 0, 1])
    assert sum(sum(counts) for _, counts in found.grid) == 3


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"likelihood": 6}, "from 1 to 5"),
        ({"impact": 0}, "from 1 to 5"),
        ({"review_on": None}, "within a year"),
    ],
)
def test_what_cannot_be(
    school: School, cast: Cast, changed: dict[str, object], reason: str
) -> None:
    wrong = facts()
    if "review_on" in changed:
        wrong = replace(wrong, review_on=today() + timedelta(days=400))
    else:
        wrong = replace(wrong, **changed)  # type: ignore[arg-type]
    with pytest.raises(Refused, match=reason):
        add_risk(by=cast.ruth, school=school, facts=wrong)
    assert Risk.objects.count() == 0


def test_closed_with_a_reason_and_opened_again(school: School, cast: Cast) -> None:
    risk = add_risk(by=cast.ruth, school=school, facts=facts())
    with pytest.raises(Refused, match="Say why"):
        close_risk(by=cast.ruth, risk=risk, reason="")
    close_risk(by=cast.ruth, risk=risk, reason="The account is gone")
    with pytest.raises(Refused, match="This risk is closed"):
        change_risk(by=cast.ruth, risk=risk, facts=facts(title="other"))
    assert reopen_risk(by=cast.ruth, risk=risk).closed_on is None


def test_a_register_begins_with_starters_once(school: School, cast: Cast) -> None:
    assert len(start_register(by=cast.helen, school=school)) == len(starter_risks()) == 9
    with pytest.raises(Refused, match="has risks already"):
        start_register(by=cast.helen, school=school)


def test_by_the_pages(school: School, cast: Cast, client_for: ClientFor) -> None:
    head = client_for(cast.ruth)
    assert "Begin with nine common risks" in head.get(PAGE).content.decode()
    typed = {
        "title": "A new risk",
        "likelihood": "2",
        "impact": "3",
        "owner": str(cast.tom.pk),
        "review_on": (today() + timedelta(days=40)).isoformat(),
    }
    wrong = head.post(f"{PAGE}add/", {**typed, "review_on": "never"})
    assert 'value="A new risk"' in wrong.content.decode()
    assert head.post(f"{PAGE}add/", typed).status_code == 302
    risk = Risk.objects.get()
    assert (risk.title, risk.owner) == ("A new risk", cast.tom)
    changed = head.post(f"{PAGE}{risk.pk}/", {**typed, "impact": "5"})
    assert changed.status_code == 302
    assert head.post(f"{PAGE}{risk.pk}/close/", {"reason": ""}).status_code == 200
    assert head.post(f"{PAGE}{risk.pk}/close/", {"reason": "Gone"}).status_code == 302
    risk.refresh_from_db()
    assert (risk.impact, risk.closed_because) == (5, "Gone")
    assert head.post(f"{PAGE}{risk.pk}/reopen/").status_code == 302


def test_governors_see_no_owner_and_cannot_change(
    school: School, cast: Cast, client_for: ClientFor
) -> None:
    risk = add_risk(by=cast.ruth, school=school, facts=facts(owner=cast.tom))
    governor = client_for(cast.owen)
    page = governor.get(PAGE).content.decode()
    assert "Somebody is named" in page
    assert "Tom Whitlock" not in page
    assert governor.get(f"{PAGE}{risk.pk}/").status_code == 404


def test_the_page_costs_the_same_at_one_and_at_three(
    school: School, cast: Cast, client_for: ClientFor
) -> None:
    head = client_for(cast.ruth)
    counts = []
    for wanted in (1, 3):
        while Risk.objects.count() < wanted:
            add_risk(by=cast.ruth, school=school, facts=facts(owner=cast.tom))
        with CaptureQueriesContext(connection) as queries:
            assert head.get(PAGE).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_levels() -> None:
    assert [level(*each) for each in ((1, 1), (2, 4), (3, 5), (5, 5))] == [
        "Low",
        "Middle",
        "High",
        "High",
    ]
