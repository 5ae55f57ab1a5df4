"""The policy page of a large school: time, queries and weight, and again with ten times the
evidence.

Run from the project's folder: ``.venv/bin/python bench/policy_page.py``. It makes a database of
its own in a temporary folder, with 1,000 people and three years of evidence, and asks for the
page as the headteacher's browser would.
"""

from __future__ import annotations

import gzip
import os
import re
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ["CANDOUR_DATA"] = tempfile.mkdtemp(prefix="candour-bench-")

PEOPLE = 1_000
WEEKS = 156
MOST_QUERIES = 15
MOST_BYTES = 100_000
MOST_REQUESTS = 8
REPEATS = 7
PAGE = "/larkfield/policy/"


def main() -> int:
    """Measure and print; 1 where a goal is missed."""
    import django

    django.setup()
    from django.test.utils import setup_test_environment
    from pytest_django.fixtures import _disable_migrations

    if "--no-migrations" in sys.argv:
        _disable_migrations()
    setup_test_environment()
    make_database()
    from django_scopes import scope

    from candour.policy.models import Evidence

    school, head, owner = make_a_large_school()
    results = []
    with scope(school=school):
        for factor in (1, 10):
            fill(school, owner, WEEKS * factor)
            results.append(measure(head))
            queries, seconds, page = results[-1]
            print(
                f"evidence rows {Evidence.objects.count():>7,}: {queries} queries, "
                f"{seconds * 1000:.0f} ms (best of {REPEATS}), {len(page):,} bytes of HTML"
            )
    return report(results)


def make_database() -> None:
    """An empty database in memory, as the tests have it."""
    from django.db import connection

    connection.creation.create_test_db(verbosity=0, autoclobber=True)


def make_a_large_school():  # type: ignore[no-untyped-def]
    """1,000 people, the cast among them, and the model policy in force."""
    from django.test import Client
    from django_scopes import scope

    from candour.people.models import Person, Role, RoleHeld
    from tests.factories.cast import SINCE, make_cast, make_school, sign_in
    from tests.factories.policy import make_policy

    school = make_school()
    cast = make_cast(school)
    with scope(school=school):
        people = Person.objects.bulk_create(
            Person(school=school, given_name=f"Person {n}", family_name=f"Number {n}")
            for n in range(PEOPLE - 14)
        )
        RoleHeld.objects.bulk_create(
            RoleHeld(school=school, person=each, role=Role.STAFF, starts_on=SINCE)
            for each in people
        )
        make_policy(school, cast.ruth, owner=cast.sam)
    return school, sign_in(Client(), cast.ruth), cast.sam


def fill(school, owner, weeks):  # type: ignore[no-untyped-def]
    """Evidence for each attested duty, so many pieces, and the facts that follow."""
    from candour.kit.clock import today
    from candour.policy.actions.facts import FactsWriter
    from candour.policy.models import ControlFacts, Evidence
    from tests.factories.policy import make_evidence

    Evidence.objects.all().delete()
    ControlFacts.objects.all().delete()
    make_evidence(school, owner, weeks, days_apart=7 if weeks == WEEKS else 1)
    started = time.perf_counter()
    FactsWriter(school, today()).write_all()
    print(f"working the facts out anew: {(time.perf_counter() - started) * 1000:.0f} ms")


def measure(client):  # type: ignore[no-untyped-def]
    """Queries, the best time in seconds and the page itself."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(PAGE)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(PAGE)
    asked = len(queries)
    assert page.status_code == 200
    times = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        client.get(PAGE)
        times.append(time.perf_counter() - started)
    return asked, min(times), page.content


def report(results) -> int:  # type: ignore[no-untyped-def]
    """The ratio, the weight over the wire with everything that the page loads, and the verdict."""
    from django.contrib.staticfiles import finders

    (few, fast, _), (many, slow, page) = results
    loaded = sorted(set(re.findall(r'(?:href|src)="/static/([^"?]+)', page.decode())))
    weight = len(gzip.compress(page, 6))
    for name in loaded:
        found = finders.find(name)
        assert found, name
        weight += len(gzip.compress(Path(found).read_bytes(), 6))
    print(f"ratio of times with ten times the evidence: {slow / fast:.2f}")
    print(f"over the wire, compressed, with {', '.join(loaded)}: {weight:,} bytes")
    print(f"requests: {1 + len(loaded)}")
    wrong = [
        words
        for words, missed in (
            (f"more than {MOST_QUERIES} queries", max(few, many) > MOST_QUERIES),
            ("more queries with more evidence", many != few),
            (f"more than {MOST_BYTES} bytes", weight > MOST_BYTES),
            (f"more than {MOST_REQUESTS} requests", 1 + len(loaded) > MOST_REQUESTS),
        )
        if missed
    ]
    print("goals: " + ("; ".join(wrong) if wrong else "all met"))
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
