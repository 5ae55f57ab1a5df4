"""Every control can be done: through its page, or by making its live records true."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from candour.kit.access import Machine
from candour.kit.clock import today
from candour.policy.actions.facts import refresh
from candour.policy.controls import CONTROLS, Control
from candour.policy.models import Risk
from candour.policy.queries.coverage import coverage
from candour.schools.models import School
from tests.factories.cast import Cast
from tests.factories.policy import make_policy
from tests.policy.controls.test_live import put_linked_documents_on_the_shelf


def make_live_records_true(school: School, cast: Cast) -> None:
    put_linked_documents_on_the_shelf(school)
    Risk.objects.create(
        school=school,
        title="Fake accounts in the school's name",
        likelihood=2,
        impact=4,
        owner=cast.sam,
        found_on=today(),
        review_on=today() + timedelta(days=90),
    )
    keeper = Machine("test", school.pk, frozenset({"policy.duties.manage"}))
    refresh(by=keeper, school=school)


@pytest.mark.parametrize("control", CONTROLS.all(), ids=lambda each: each.id)
def test_every_control_is_completed_through_the_pages(
    control: Control, school: School, cast: Cast, client_for: Callable[..., Client]
) -> None:
    make_policy(school, cast.ruth)
    head = client_for(cast.ruth)
    page = f"/larkfield/duties/{control.id}/"
    assert coverage(school, today()).duties[control.id].state == "nobody"
    done = head.post(f"{page}owner/", {"owner": str(cast.sam.pk)})
    assert (done.status_code, done["Location"]) == (302, page)
    if control.attested:
        sam = client_for(cast.sam)
        said = {
            "statement": "Talked through at the staff meeting.",
            "collected_on": today().isoformat(),
        }
        assert sam.post(f"{page}done/", said).status_code == 302
    else:
        assert coverage(school, today()).duties[control.id].state == "not_started"
        make_live_records_true(school, cast)
    now = coverage(school, today()).duties[control.id]
    assert (now.standing.proven, now.owner) == (True, cast.sam)
    assert now.state in ("met", "due_soon")
    assert head.get(page).status_code == 200
