"""``kill -9`` of the web process and of the worker at ten points each of import and confirmation:
nothing acknowledged is lost, nothing is half done (done-criterion 8 of part 1).

The points are spread over the time that the act takes undisturbed, from first moment to last.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import pytest

from tests.faults.installation import (
    ROOT,
    Installation,
    database_of_its_own,
    free_port,
    healthy,
    make_installation,
    tree,
    wait_until,
)
from tests.policy.files import SMALL, long_pdf

pytestmark = [
    pytest.mark.faults,
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]
POINTS = 10
TOKEN = "a" * 32
SETUP = """
import json
from django.test import Client
from tests.factories.cast import make_cast, make_school, sign_in
school = make_school()
cast = make_cast(school)
client = sign_in(Client(), cast.ruth)
print(json.dumps({"session": client.cookies["sessionid"].value, "sam": str(cast.sam.pk)}))
"""
CHECK = """
from django_scopes import scope
from candour.files.queries import missing_files, read_file
from candour.policy.models import Version
from candour.policy.rules.tiling import untiled
from candour.schools.models import School
school = School.objects.get()
with scope(school=school):
    for version in Version.objects.all():
        open_links = version.status in {"review", "current"}
        texts = list(version.clause_texts.all())
        spans = [(t.start, t.end) for t in texts]
        spans += [(f["start"], f["end"]) for f in version.furniture]
        assert texts and untiled(len(version.text), spans) == [], version
        if open_links:
            assert all(t.clause.links.exists() for t in texts if t.kind == "obligation"), version
        assert read_file(version.file)
    assert missing_files(school) == []
"""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *given: object) -> None:
        return None


@dataclass
class Site:
    """A served installation with the headteacher signed in."""

    installation: Installation
    supervisor: int
    port: int
    session: str
    sam: str

    def get(self, path: str) -> str:
        """A page of the school."""
        with self._open(urllib.request.Request(self._url(path))) as answer:
            return str(answer.read().decode())

    def post(self, path: str, fields: list[tuple[str, str]], file: bytes = b"") -> str | None:
        """Send a form. The address that the answer leads to, once it is acknowledged; None where
        the answer never came. AssertionError where the answer is no redirect."""
        request = urllib.request.Request(self._url(path), data=_form(fields, file), method="POST")
        request.add_header("Content-Type", "multipart/form-data; boundary=----fault")
        try:
            with self._open(request) as answer:
                page = answer.read().decode()
                raise AssertionError(
                    f"answered {answer.status}: {page[page.find('<main') :][:600]}"
                )
        except urllib.error.HTTPError as answer:
            if answer.code != 302:
                raise AssertionError(f"answered {answer.code}") from answer
            return str(answer.headers["Location"])
        except (OSError, ValueError):
            return None

    def number(self, sql: str) -> int:
        """A number from the database."""
        return self.installation.number(sql)

    def kill(self, which: str) -> None:
        """``kill -9`` of the web server's processes, or of the worker."""
        for pid, words in tree(self.supervisor).items():
            if f"supervision.{which}" in words:
                os.kill(pid, signal.SIGKILL)

    def settle(self) -> None:
        """Wait until the pages answer again and no work is left."""
        left = (
            "SELECT count(*) FROM work_job WHERE state IN ('ready', 'running') AND due_key IS NULL"
        )
        waiting = "SELECT count(*) FROM policy_policyimport WHERE status = 'waiting'"

        def quiet() -> bool:
            return healthy(self.port) and not self.number(left) and not self.number(waiting)

        try:
            wait_until(quiet, 90, "served and nothing left to do")
        except AssertionError as error:
            raise AssertionError(self.installation.log()[-4000:]) from error

    def _url(self, path: str) -> str:
        return f"http://localhost:{self.port}/larkfield/{path}"

    def _open(self, request: urllib.request.Request):  # type: ignore[no-untyped-def]
        request.add_header("Cookie", f"sessionid={self.session}; csrftoken={TOKEN}")
        return urllib.request.build_opener(_NoRedirect).open(request, timeout=30)


def _form(fields: list[tuple[str, str]], file: bytes) -> bytes:
    """A multipart form; the file, where there is one, in the field ``file``."""
    parts = [
        f'------fault\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in [("csrfmiddlewaretoken", TOKEN), *fields]
    ]
    if file:
        kind = "application/pdf" if file.startswith(b"%PDF") else "text/markdown"
        name = "policy.pdf" if file.startswith(b"%PDF") else "policy.md"
        head = f'------fault\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        parts.append(f"{head}Content-Type: {kind}\r\n\r\n".encode() + file + b"\r\n")
    return b"".join(parts) + b"------fault--\r\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with database_of_its_own(os.environ.get("CANDOUR_TEST_DATABASE_URL", "")) as url:
        installation = make_installation(tmp_path_factory.mktemp("killed"), url)
        known = json.loads(installation.python(SETUP).splitlines()[-1])
        port = free_port()
        with installation.serving(port) as serving:
            made = Site(installation, serving.pid, port, known["session"], known["sam"])
            made.settle()
            yield made


def during(act: Callable[[], str | None], kill: Callable[[], None], seconds: float) -> str | None:
    """Do something and kill so many seconds after it began; what was acknowledged, if anything."""
    acknowledged: list[str | None] = []
    acting = threading.Thread(target=lambda: acknowledged.append(act()))
    acting.start()
    time.sleep(seconds)
    kill()
    acting.join(timeout=60)
    return acknowledged[0] if acknowledged else None


def points(seconds: float) -> list[float]:
    """Ten moments spread over a length of time."""
    return [seconds * number / (POINTS - 1) for number in range(POINTS)]


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


def whole(site: Site) -> None:
    """Every version is complete, every file there, and the record of what was done is unbroken."""
    site.installation.python(CHECK)
    command = [sys.executable, "-m", "candour.config.cli", "audit", "verify"]
    done = subprocess.run(
        command, env=site.installation.environment, cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    both = (
        "SELECT (SELECT count(*) FROM policy_policyimport WHERE status = 'done')"
        " - (SELECT count(*) FROM policy_version)"
    )
    assert site.number(both) == 0
    assert site.number("SELECT count(*) FROM policy_policyimport WHERE status = 'failed'") == 0
    assert site.number("SELECT count(*) FROM work_job WHERE state = 'failed'") == 0


def timed(act: Callable[[], object]) -> float:
    """Seconds that an act takes."""
    started = time.monotonic()
    act()
    return time.monotonic() - started


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
