"""A served installation whose parts are killed, for the tests of ``kill -9``.

The points of killing are spread over the time that the act takes undisturbed, from first moment to
last.
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
