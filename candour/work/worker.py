"""A worker: threads that do jobs, and a pulse that keeps their leases and the schedule."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from uuid import UUID

import structlog
from django.db import Error as DatabaseError
from django.db import close_old_connections, connection, connections

from candour.kit import clock
from candour.work import leases
from candour.work.models import WorkerSeen
from candour.work.presence import Presence, dead_workers, forget
from candour.work.running import run_job
from candour.work.schedule import enqueue_due

log = structlog.get_logger("candour.work")
PULSE = 5.0
IDLE = 0.5
GRACE = 25.0


def default_threads() -> int:
    """One on SQLite, which has one writer at a time; four on PostgreSQL."""
    return 1 if connection.vendor == "sqlite" else 4


class Worker:
    """Does jobs until ``stop`` is set; then finishes those in hand, or gives them up after
    ``grace`` seconds. ``data`` is the data folder, where it shows that it is alive."""

    def __init__(
        self, *, data: Path, threads: int, stop: threading.Event, grace: float = GRACE
    ) -> None:
        self.stop = stop
        self._data = data
        self._presence = Presence(data)
        self._grace = grace
        self._threads = [
            threading.Thread(target=self._work, name=f"work-{n}", daemon=True)
            for n in range(threads)
        ]
        self._held: set[UUID] = set()
        self._started = clock.now()

    @property
    def name(self) -> str:
        """The name under which this worker holds its jobs."""
        return self._presence.name

    def run(self) -> int:
        """Work until asked to stop; returns how many jobs had to be given up unfinished."""
        with self._presence:
            pulse = threading.Thread(target=self._beat, name="pulse", daemon=True)
            for thread in (pulse, *self._threads):
                thread.start()
            self.stop.wait()
            until = time.monotonic() + self._grace
            for thread in self._threads:
                thread.join(max(0.0, until - time.monotonic()))
            return self._give_up()

    def _give_up(self) -> int:
        """Put unfinished jobs back. Where the database is held by that very job this cannot be
        written; the next worker then finds this one dead and puts the job back."""
        tokens = list(self._held)
        if not tokens:
            return 0
        try:
            leases.put_back(tokens)
        except DatabaseError:
            log.warning("unfinished jobs are left to the next worker", jobs=len(tokens))
        return len(tokens)

    def _work(self) -> None:
        more = False
        while not self.stop.is_set():
            try:
                # A look costs less than a claim, where nothing waits.
                more = (more or leases.something_due()) and self._one_job()
                if not more:
                    self.stop.wait(IDLE)
            except DatabaseError as error:
                log.warning("the database did not answer", error=type(error).__name__)
                self.stop.wait(IDLE)
            close_old_connections()
        connections.close_all()

    def _one_job(self) -> bool:
        job = leases.claim(self.name)
        if job is None or job.lease_token is None:
            return False
        self._held.add(job.lease_token)
        try:
            run_job(job)
        finally:
            self._held.discard(job.lease_token)
        return True

    def _beat(self) -> None:
        while True:
            try:
                self._pulse()
            except DatabaseError as error:
                log.warning("the pulse missed a beat", error=type(error).__name__)
            close_old_connections()
            if self.stop.wait(PULSE) and not self._held:
                break
            if self.stop.is_set():
                time.sleep(0.2)
        connections.close_all()

    def _pulse(self) -> None:
        """Say that this worker lives, keep what it holds, put back what the dead held, and enqueue
        what has come round."""
        WorkerSeen.objects.update_or_create(
            name=self.name,
            defaults={"seen_at": clock.now()},
            create_defaults={"seen_at": clock.now(), "started_at": self._started},
        )
        if tokens := list(self._held):
            leases.extend(tokens)
        if self.stop.is_set():
            return
        if dead := dead_workers(self._data):
            freed = leases.free_of_workers(dead)
            forget(self._data, dead)
            log.warning("a worker had died", workers=len(dead), jobs_put_back=freed)
        leases.free_expired()
        enqueue_due()
