"""The worker: it says that it lives, puts back what the dead held, stops when asked."""

from __future__ import annotations

import fcntl
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from candour.kit import clock
from candour.schools.models import Trust
from candour.work import leases, schedule
from candour.work.models import Job, JobState, WorkerSeen
from candour.work.presence import Presence, dead_workers, forget
from candour.work.queries import failed_jobs, last_pulse, waiting_jobs
from candour.work.testing import run_jobs
from candour.work.upkeep import forget_finished_work
from candour.work.worker import Worker
from tests.work import declared


def test_a_living_worker_is_not_dead_and_a_gone_one_is(tmp_path: Path) -> None:
    with Presence(tmp_path) as one:
        with Presence(tmp_path) as other:
            assert one.name != other.name
            assert dead_workers(tmp_path) == []
        lock = tmp_path / "run" / "workers" / "ended.lock"
        lock.touch()
        assert dead_workers(tmp_path) == ["ended"]
        with lock.open("rb") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            assert dead_workers(tmp_path) == []
        forget(tmp_path, ["ended"])
        assert not lock.exists()
    assert list(tmp_path.rglob("*.lock")) == []


@pytest.mark.django_db(transaction=True)
def test_a_worker_does_what_waits_and_puts_back_what_the_dead_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule, "_declared", {})
    for number in range(5):
        declared.note_trust.enqueue(name=f"n{number}")
    dead = Presence(tmp_path).name
    assert leases.claim(dead) is not None
    folder = tmp_path / "run" / "workers"
    folder.mkdir(parents=True)
    (folder / f"{dead}.lock").touch()
    stop = threading.Event()
    worker = Worker(data=tmp_path, threads=1, stop=stop)
    thread = threading.Thread(target=worker.run)
    thread.start()
    for _ in range(200):
        if Job.objects.filter(state=JobState.DONE).count() == 5:
            break
        stop.wait(0.05)
    stop.set()
    thread.join(10)
    assert not thread.is_alive()
    assert Trust.objects.count() == 5
    assert sorted(Job.objects.values_list("attempts", flat=True)) == [1, 1, 1, 1, 2]
    assert WorkerSeen.objects.filter(name=worker.name).exists()
    assert list(folder.glob("*.lock")) == []


@pytest.mark.django_db
def test_what_is_done_goes_after_a_week_and_failures_stay() -> None:
    declared.note_trust.enqueue(name="done")
    declared.note_trust.enqueue(name="bad")
    run_jobs(raising=False)
    Job.objects.filter(state=JobState.READY).update(state=JobState.FAILED)
    Job.objects.update(finished_at=clock.now() - timedelta(days=8))
    forget_finished_work()
    assert [each.error_message for each in failed_jobs()] == ["this name is bad"]
    assert waiting_jobs() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "word"), [(None, "none"), (1, "ok"), (3, "late")])
def test_health_says_when_work_is_late(minutes: int | None, word: str) -> None:
    if minutes is not None:
        seen = clock.now() - timedelta(minutes=minutes)
        WorkerSeen.objects.create(name="w", started_at=seen, seen_at=seen)
    assert last_pulse().word == word
    answer = Client().get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"web": "ok", "database": "ok", "worker": word}
