"""``kill -9`` of the web process and of the worker at ten points each of import and confirmation:
nothing acknowledged is lost, nothing is half done (done-criterion 8 of part 1).
"""

from __future__ import annotations

import sys
import time
from functools import partial

import pytest

from tests.faults.site import Site, during, points, site, timed, whole
from tests.policy.files import SMALL, long_pdf

__all__ = ["site"]
pytestmark = [
    pytest.mark.faults,
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]


def policy(number: int) -> bytes:
    """A policy unlike the others."""
    return f"{SMALL}\nParents must read rule number {number} of this list.\n".encode()


def versions(site: Site, status: str) -> int:
    """How many versions stand so."""
    return site.number(f"SELECT count(*) FROM policy_version WHERE status = '{status}'")


def import_one(site: Site, content: bytes) -> str | None:
    """Upload a policy; the address of the upload."""
    return site.post("policy/import/", [], content)


def set_aside(site: Site) -> None:
    """Set the version that is looked at aside, so that another can come."""
    address = site.get("policy/import/")
    if "/discard/" in address:
        site.post(address.split("/discard/")[0].rsplit("/larkfield/", 1)[1] + "/discard/", [])
    assert versions(site, "review") == 0


def test_the_web_process_is_killed_during_an_import(site: Site) -> None:
    usual = timed(lambda: import_one(site, policy(100)))
    set_aside(site)
    for number, moment in enumerate(points(usual)):
        before = versions(site, "review")
        content = policy(number)
        upload = during(partial(import_one, site, content), partial(site.kill, "web"), moment)
        site.settle()
        assert versions(site, "review") - before in ({1} if upload else {0, 1}), moment
        set_aside(site)
    whole(site)


def test_the_worker_is_killed_during_an_import(site: Site) -> None:
    content = long_pdf(8)
    content += b"\n%" + b"x" * (400_001 - len(content))
    usual = timed(lambda: (import_one(site, content + b"%"), site.settle()))
    assert versions(site, "review") == 1
    set_aside(site)
    for number, moment in enumerate(points(usual)):
        assert import_one(site, content + b"%" * number) is not None
        time.sleep(moment)
        site.kill("work")
        site.settle()
        assert versions(site, "review") == 1, moment
        set_aside(site)
    whole(site)


def accept(site: Site, version: str) -> tuple[str, list[tuple[str, str]]]:
    """The form that accepts what to start with, as a browser sends it, Sam answering for all."""
    path = f"policy/versions/{version}/start/"
    page = site.get(path)
    links = [part.split('value="')[1].split('"')[0] for part in page.split('name="links"')[1:]]
    owners = [part.split('"')[0] for part in page.split('name="owner-')[1:]]
    assert links
    fields = [("links", link) for link in links]
    return path, fields + [(f"owner-{owner}", site.sam) for owner in owners]


CONFIRMED = "SELECT count(*) FROM policy_link WHERE status = 'confirmed'"
OWNED = "SELECT count(*) FROM policy_duty WHERE owner_id IS NOT NULL"
STEPS = "SELECT count(*) FROM policy_reviewstep WHERE undone_at IS NULL"


def test_the_web_process_is_killed_during_a_confirmation(site: Site) -> None:
    upload = import_one(site, policy(200))
    assert upload is not None
    site.settle()
    version = site.get("policy/import/").split("/policy/versions/")[1].split("/")[0]
    path, fields = accept(site, version)
    wanted = sum(name == "links" for name, _ in fields)
    owners = len(fields) - wanted
    usual = timed(lambda: site.post(path, fields))
    assert (site.number(CONFIRMED), site.number(OWNED)) == (wanted, owners)
    undo(site, version)
    for moment in points(usual):
        answer = during(partial(site.post, path, fields), partial(site.kill, "web"), moment)
        site.settle()
        found = (site.number(CONFIRMED), site.number(OWNED), site.number(STEPS))
        assert found in ({(wanted, owners, 1)} if answer else {(wanted, owners, 1), (0, 0, 0)}), (
            moment
        )
        if found[0]:
            undo(site, version)
        assert site.number(CONFIRMED) == 0
    set_aside(site)
    whole(site)


def undo(site: Site, version: str) -> None:
    """Take the newest act back, as the button of the quiet line does."""
    step = site.installation.python(
        "from django_scopes import scopes_disabled\n"
        "from candour.policy.models import ReviewStep\n"
        "with scopes_disabled():\n"
        "    print(ReviewStep.objects.filter(undone_at=None).latest('at').pk)"
    )
    assert site.post(f"policy/steps/{step}/undo/", []) is not None


def test_the_worker_is_killed_after_an_adoption(site: Site) -> None:
    facts = [("approved_on", "1 9 2026"), ("approved_by", "Board"), ("review_on", "1 9 2099")]
    for number, moment in enumerate(points(1.0)):
        assert import_one(site, policy(300 + number)) is not None
        site.settle()
        version = site.get("policy/import/").split("/policy/versions/")[1].split("/")[0]
        assert site.post(f"policy/versions/{version}/adopt/", facts) is not None
        time.sleep(moment)
        site.kill("work")
        site.settle()
        assert versions(site, "current") == 1, moment
        assert versions(site, "superseded") == number, moment
    whole(site)
