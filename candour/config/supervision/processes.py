"""Starts the web server and one worker, restarts the one that dies, ends both when it ends."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

import structlog

from candour.config.supervision.lifeline import PARENT, VARIABLE, open_lifeline

log = structlog.get_logger("candour.supervisor")
_FIRST_WAIT = 0.2
# Seconds at the most between two starts of a part that dies again and again.
_LONGEST_WAIT = float(os.environ.get("CANDOUR_RESTART_WAIT", "30"))
_SETTLED = 60.0
_GRACE = 30.0
_TICK = 0.1


@dataclass
class Child:
    """A process to keep running: what it is called, its module and arguments."""

    name: str
    command: tuple[str, ...]
    process: subprocess.Popen[bytes] | None = None
    began: float = 0.0
    wait: float = _FIRST_WAIT
    again_at: float = field(default=0.0)

    def start(self, lifeline: int) -> None:
        """Start it with the lifeline in hand."""
        self.process = subprocess.Popen(  # noqa: S603  our own module, no words from outside
            (sys.executable, "-m", *self.command),
            env={**os.environ, VARIABLE: str(lifeline), PARENT: str(os.getpid())},
            pass_fds=(lifeline,),
            stdin=subprocess.DEVNULL,
        )
        self.began = time.monotonic()

    def look(self, lifeline: int) -> None:
        """Restart it when it ended: at once the first time, more slowly when it dies again and
        again, until it has run for a minute."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.again_at:
                self.start(lifeline)
            return
        status = self.process.poll()
        if status is None:
            return
        if now - self.began > _SETTLED:
            self.wait = _FIRST_WAIT
        log.warning("a part ended and is started again", part=self.name, status=status)
        self.process, self.again_at = None, now + self.wait
        self.wait = min(self.wait * 2, _LONGEST_WAIT)

    def end(self, until: float) -> None:
        """Wait for its end, and force it when the time is up."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def answers(host: str, port: int) -> bool:
    """Whether the web server answers at all; asked of our own address only."""
    where = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    connection = http.client.HTTPConnection(where, port, timeout=2)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def _tell_when_ready(
    host: str, port: int, ready: Callable[[], None], stop: threading.Event
) -> None:
    while not stop.wait(_TICK):
        if answers(host, port):
            ready()
            return


def supervise(
    *, host: str, port: int, with_work: bool = True, ready: Callable[[], None] | None = None
) -> int:
    """Run until SIGTERM or SIGINT; ``ready`` is called once, when pages are served. Returns 0."""
    stop = threading.Event()

    def asked(signum: int, frame: FrameType | None) -> None:
        stop.set()

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, asked)
    lifeline, keeping = open_lifeline()
    children = [Child("web", ("candour.config.supervision.web", host, str(port)))]
    if with_work:
        children.append(Child("work", ("candour.config.supervision.work",)))
    if ready is not None:
        threading.Thread(
            target=_tell_when_ready, args=(host, port, ready, stop), daemon=True
        ).start()
    try:
        while not stop.is_set():
            for child in children:
                child.look(lifeline)
            stop.wait(_TICK)
    finally:
        _end_all(children)
        os.close(keeping)
        os.close(lifeline)
    return 0


def _end_all(children: list[Child]) -> None:
    for child in children:
        if child.process is not None:
            with contextlib.suppress(ProcessLookupError):
                child.process.terminate()
    until = time.monotonic() + _GRACE
    for child in children:
        child.end(until)
