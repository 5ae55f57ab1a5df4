"""How many jobs a second: enqueued, and done by one worker thread. Prints figures and ratios.

Run by ``python3 run.py bench jobs``; SQLite in a temporary folder, or PostgreSQL where
``CANDOUR_DATABASE_URL`` names a database that may be written to.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
JOBS = 1000
BACKLOG = 20_000


def rate(count: int, began: float) -> float:
    """How many a second since then."""
    return count / (time.perf_counter() - began)


def drain(count: int) -> float:
    """Claim and run this many jobs; how many a second."""
    from candour.work import leases
    from candour.work.running import run_job

    began = time.perf_counter()
    for _ in range(count):
        job = leases.claim("bench")
        assert job is not None
        run_job(job)
    return rate(count, began)


def main() -> int:
    """Measure and print."""
    os.environ["CANDOUR_DATA"] = tempfile.mkdtemp(prefix="candour-bench-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "candour.config.settings")
    import django

    django.setup()
    import logging

    import structlog
    from django.core.management import call_command
    from django.db import connection, transaction

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    call_command("migrate", verbosity=0, run_syncdb=True)
    from candour.work.models import Job, JobState
    from tests.work.declared import note_word

    began = time.perf_counter()
    for _ in range(JOBS):
        note_word.enqueue(word="w")
    alone = rate(JOBS, began)
    began = time.perf_counter()
    with transaction.atomic():
        for _ in range(JOBS):
            note_word.enqueue(word="w")
    together = rate(JOBS, began)
    done = drain(2 * JOBS)
    note_word.enqueue(word="w")
    like = Job.objects.get(state=JobState.READY)
    kept = {"task": like.task, "arguments": like.arguments, "enqueued_at": like.enqueued_at}
    Job.objects.bulk_create(Job(run_after=like.run_after, **kept) for _ in range(BACKLOG))
    behind = drain(JOBS)
    print(f"database                        {connection.vendor}")
    print(f"enqueued, a transaction each    {alone:8.0f} a second")
    print(f"enqueued, in one transaction    {together:8.0f} a second")
    print(f"done, 2,000 waiting             {done:8.0f} a second")
    print(f"done, {BACKLOG:,} waiting            {behind:8.0f} a second")
    print(f"ratio of the last two           {done / behind:8.2f} (1 is as good as it gets)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
