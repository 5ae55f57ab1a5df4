"""A real installation in a folder of its own: key, database, processes that can be killed."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Installation:
    """Its data folder and the environment of its processes."""

    data: Path
    environment: dict[str, str]

    def python(self, code: str) -> str:
        """Run code with Django set up; what it prints."""
        prelude = "import django; django.setup()\n"
        done = subprocess.run(
            [sys.executable, "-c", prelude + code],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def number(self, sql: str) -> int:
        """The one number that a statement gives, read beside the running processes."""
        url = self.environment["CANDOUR_DATABASE_URL"]
        if url:
            with psycopg.connect(url) as connection:
                row = connection.execute(sql.encode()).fetchone()
        else:
            path = f"file:{self.data / 'candour.sqlite3'}?mode=ro"
            with contextlib.closing(sqlite3.connect(path, uri=True, timeout=30)) as connection:
                row = connection.execute(sql).fetchone()
        assert row is not None
        return int(row[0] or 0)

    @contextlib.contextmanager
    def serving(self, port: int, *more: str) -> Iterator[subprocess.Popen[bytes]]:
        """``candour serve`` while the block lasts; whatever is left of it is ended after."""
        log = (self.data / "serve.log").open("ab")
        command = (sys.executable, "-m", "candour.config.cli", "serve", "--port", str(port), *more)
        started = subprocess.Popen(
            command, env=self.environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
        )
        try:
            yield started
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(started.pid, signal.SIGKILL)
            started.wait()
            log.close()

    def log(self) -> str:
        """What its processes wrote."""
        return (self.data / "serve.log").read_text(errors="replace")


def make_installation(folder: Path, database_url: str = "") -> Installation:
    """A data folder with a master key and a database with all tables."""
    environment = {name: value for name, value in os.environ.items() if "CANDOUR" not in name}
    environment |= {
        "CANDOUR_RESTART_WAIT": "0.2",
        "CANDOUR_DATA": str(folder),
        "CANDOUR_DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        "PYTHONPATH": str(ROOT),
    }
    made = Installation(folder, environment)
    made.python(
        "from django.core.management import call_command\n"
        "from candour.keys.master import create_master\n"
        "create_master()\n"
        "call_command('migrate', verbosity=0, run_syncdb=True)\n"
    )
    return made


@contextlib.contextmanager
def database_of_its_own(url: str) -> Iterator[str]:
    """The address of a new PostgreSQL database beside the one given; dropped afterwards."""
    if not url:
        yield ""
        return
    name = f"candour_faults_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def free_port() -> int:
    """A port that nothing uses at the moment."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def tree(pid: int) -> dict[int, str]:
    """The living processes below one, by id, with their command line (Linux)."""
    parents, commands = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                stat = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                if stat[0] != "Z":
                    parents[int(entry.name)] = int(stat[1])
                    words = (entry / "cmdline").read_bytes().replace(b"\0", b" ")
                    commands[int(entry.name)] = words.decode(errors="replace")
    below, new = set(), {pid}
    while new:
        new = {child for child, parent in parents.items() if parent in new} - below
        below |= new
    return {each: commands[each] for each in below}


def alive(pids: dict[int, str]) -> list[int]:
    """Those that still run with the same command line."""
    still = []
    for pid, words in pids.items():
        with contextlib.suppress(OSError):
            stat = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            now = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ")
            if stat[0] != "Z" and now.decode(errors="replace") == words:
                still.append(pid)
    return still


def healthy(port: int) -> bool:
    """Whether the pages answer."""
    try:
        with urllib.request.urlopen(f"http://localhost:{port}/healthz", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


def wait_until(condition: Callable[[], object], seconds: float, what: str) -> None:
    """Wait for something; AssertionError with ``what`` when the time is over."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, f"not within {seconds} s: {what}"
        time.sleep(0.05)
