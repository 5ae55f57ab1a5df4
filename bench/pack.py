"""The evidence pack of a large school: time and memory, with people named and with nobody named.

Run from the project's folder: ``.venv/bin/python bench/pack.py``. It makes a database of its own in
a temporary folder, with 1,000 people and three years of evidence, a file with some of it, and makes
each pack in a process of its own, so that the memory measured is that of one pack.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ["CANDOUR_DATA"] = tempfile.mkdtemp(prefix="candour-bench-")

PEOPLE = 1_000
WEEKS = 156
FILES = 40
FILE_BYTES = 5_000_000
RISKS = 200
MOST_SECONDS = 60.0
MOST_GROWTH = 300_000_000


def main() -> int:
    """Measure and print; 1 where a goal is missed."""
    import django

    django.setup()
    from django.test.utils import setup_test_environment

    from bench.policy_page import make_a_large_school, make_database

    setup_test_environment()
    make_database()
    from django_scopes import scope

    school, _, owner = make_a_large_school()
    with scope(school=school):
        fill(school, owner)
        wrong = [words for named in (False, True) for words in measure(school, owner, named)]
    print("goals: " + ("; ".join(wrong) if wrong else "all met"))
    return 1 if wrong else 0


def fill(school, owner):  # type: ignore[no-untyped-def]
    """Three years of evidence, files with the newest of it, and a long risk register."""
    from candour.files.actions import store_file
    from candour.kit.access import Machine
    from candour.kit.clock import today
    from candour.policy.models import Evidence, Risk
    from tests.factories.policy import make_evidence

    made = make_evidence(school, owner, WEEKS)
    by = Machine("bench", school.pk, frozenset({"files.store"}))
    for number, each in enumerate(Evidence.objects.order_by("-collected_on", "pk")[:FILES]):
        each.file = store_file(
            by=by,
            school=school,
            name=f"register-{number}.bin",
            media_type="application/octet-stream",
            content=os.urandom(FILE_BYTES),
        )
        each.save()
    Risk.objects.bulk_create(
        Risk(
            school=school,
            title=f"Risk {number}",
            likelihood=1 + number % 5,
            impact=1 + number % 5,
            owner=owner,
            found_on=today(),
            review_on=today(),
        )
        for number in range(RISKS)
    )
    print(f"{PEOPLE:,} people, {made:,} pieces of evidence, {FILES} files, {RISKS} risks")


def measure(school, owner, named):  # type: ignore[no-untyped-def]
    """Make one pack in a child process; what is wrong with its time or memory, in words."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        os._exit(_in_the_child(school, owner, named))
    _, status = os.waitpid(child, 0)
    kind = "with names" if named else "without names"
    failed = {1: "took too long", 2: "took too much memory", 3: "took too long and too much memory"}
    code = os.waitstatus_to_exitcode(status)
    return [f"the pack {kind} {failed.get(code, 'could not be made')}"] if code else []


def _in_the_child(school, owner, named):  # type: ignore[no-untyped-def]
    from datetime import timedelta

    from candour.kit.clock import today
    from candour.policy.models import EvidencePack
    from candour.policy.pack.archive import build

    try:
        pack = EvidencePack.objects.create(
            school=school,
            starts_on=today() - timedelta(weeks=WEEKS),
            ends_on=today(),
            with_names=named,
            by=owner,
        )
        before, started = _peak(), time.perf_counter()
        with build(pack) as content:
            seconds, grown = time.perf_counter() - started, _peak() - before
            size = content.seek(0, os.SEEK_END)
            content.seek(0)
            members = len(zipfile.ZipFile(content).namelist())
    except Exception as error:
        print(f"it could not be made: {error!r}")
        return 4
    print(
        f"{'with names' if named else 'without names'}: {seconds:.1f} s, peak memory grew by "
        f"{grown / 1e6:.0f} MB, {members} members, {size:,} bytes",
        flush=True,
    )
    return int(seconds > MOST_SECONDS) + 2 * int(grown > MOST_GROWTH)


def _peak() -> int:
    """The most memory held so far, in bytes (Linux counts in kilobytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    raise SystemExit(main())
