"""``kill -9`` of the web process and of the worker at ten points each of deciding an approval:
nothing acknowledged is lost, nothing is half done (done-criterion 8 of part 1).
"""

from __future__ import annotations

import sys
import time
from datetime import date, timedelta
from functools import partial

import pytest

from tests.faults.site import Site, during, points, site, timed, whole

__all__ = ["site"]
pytestmark = [
    pytest.mark.faults,
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]
FIRST = date.today() + timedelta(days=30)
ASK = f"""
from datetime import date, timedelta
from django_scopes import scope
from candour.people.models import Person
from candour.policy.actions.approvals import ask_approval
from candour.policy.rules.approvals import Asked
from candour.schools.models import School
school = School.objects.get()
with scope(school=school):
    grace = Person.objects.get(given_name="Grace")
    first = date.fromisoformat("{FIRST.isoformat()}")
    asked = Asked("parent_contact", "A parent", "club", "WhatsApp", "", "Netball", "", first, first)
    print(ask_approval(by=grace, person=grace, asked=asked).reference)
"""
GRANTED = "SELECT count(*) FROM policy_approval WHERE state = 'granted'"
RECORDED = "SELECT count(*) FROM audit_entry WHERE kind = 'policy.approval.granted'"
JOBS = "SELECT count(*) FROM work_job WHERE state IN ('ready', 'running') AND due_key IS NULL"


def decide(site: Site, reference: str) -> str | None:
    """The head says yes, as the form of the page does."""
    yes = [("verdict", "grant"), ("starts_on", FIRST.isoformat()), ("conditions", "At noon")]
    return site.post(f"approvals/{reference}/decide/", yes)


def granted(site: Site) -> tuple[int, int]:
    """How many are granted, and how many grants stand on the record."""
    return site.number(GRANTED), site.number(RECORDED)


def test_the_web_process_is_killed_during_a_decision(site: Site) -> None:
    reference = site.installation.python(ASK)
    usual = timed(lambda: decide(site, reference))
    site.settle()
    assert granted(site) == (1, 1)
    for moment in points(usual):
        before, _ = granted(site)
        reference = site.installation.python(ASK)
        answer = during(partial(decide, site, reference), partial(site.kill, "web"), moment)
        site.settle()
        after, recorded = granted(site)
        assert after == recorded
        assert after - before in ({1} if answer else {0, 1}), moment
    whole(site)


def test_the_worker_is_killed_after_a_decision(site: Site) -> None:
    for moment in points(1.0):
        before, _ = granted(site)
        reference = site.installation.python(ASK)
        assert decide(site, reference) is not None
        time.sleep(moment)
        site.kill("work")
        site.settle()
        assert granted(site) == (before + 1, before + 1), moment
        assert site.number(JOBS) == 0
    whole(site)
