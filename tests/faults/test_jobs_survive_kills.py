"""1,000 jobs, three ``kill -9`` of the worker: none is lost and none is half done.

Also: jobs of a transaction that was undone never run. Done-criterion 8 of part 1.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.installation import (
    Installation,
    database_of_its_own,
    free_port,
    make_installation,
    tree,
    wait_until,
)

pytestmark = [pytest.mark.faults, pytest.mark.slow]
JOBS = 1000
OURS = "task = 'tests.faults.counting.jobs.count_one'"
DONE = f"SELECT count(*) FROM work_job WHERE state = 'done' AND {OURS}"
ENQUEUE = f"""
from django.db import transaction
from tests.faults.counting.jobs import count_one
with transaction.atomic():
    for number in range({JOBS}):
        count_one.enqueue(number=number)
try:
    with transaction.atomic():
        for number in range(10):
            count_one.enqueue(number=number, word="undone")
        raise KeyError
except KeyError:
    pass
"""


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    with database_of_its_own(os.environ.get("CANDOUR_TEST_DATABASE_URL", "")) as url:
        yield make_installation(tmp_path, url)


def worker_of(supervisor: int) -> int | None:
    """The worker's process under a supervisor."""
    found = [pid for pid, words in tree(supervisor).items() if "supervision.work" in words]
    return found[0] if found else None


def test_three_kills_lose_no_job(installation: Installation) -> None:
    installation.python(ENQUEUE)
    ask = installation.number
    with installation.serving(free_port()) as serving:
        for kill in range(1, 4):
            enough = kill * JOBS // 5
            wait_until(lambda enough=enough: ask(DONE) >= enough, 40, f"{enough} jobs done")
            worker = worker_of(serving.pid)
            assert worker is not None, installation.log()
            os.kill(worker, signal.SIGKILL)
        wait_until(lambda: ask(DONE) == JOBS, 60, "all jobs done")
    assert ask(f"SELECT count(*) FROM work_job WHERE {OURS}") == JOBS
    assert ask("SELECT count(*) FROM schools_trust") == JOBS
    assert ask("SELECT count(*) FROM schools_trust WHERE slug LIKE 'undone-%'") == 0
    # A kill may cost the job of each thread one more attempt.
    assert JOBS <= ask(f"SELECT sum(attempts) FROM work_job WHERE {OURS}") <= JOBS + 3 * 4
