"""Running installations: each a data folder of its own and a process group of its own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 60.0
_LINK = re.compile(r"http://localhost:\d+(/demo/enter/(\w+)\.[^\s]+)")


@dataclass(frozen=True)
class Place:
    """A running installation: its address without a closing slash, and what it printed."""

    home: str
    said: str

    def link_of(self, key: str) -> str:
        """The sign-in link of one of the demonstration's cast, such as ``ruth``."""
        paths = {who: path for path, who in _LINK.findall(self.said)}
        return self.home + paths[key]


def free_port() -> int:
    """A port on which nothing answers at this moment."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def environment(data: Path, port: int) -> dict[str, str]:
    """The surroundings of a fresh installation: nothing of the tests' own settings."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("CANDOUR_", "DJANGO_"))}
    return kept | {
        "CANDOUR_DATA": str(data),
        "CANDOUR_ORIGINS": f"http://localhost:{port}",
        "CANDOUR_DATABASE_URL": "",
    }


def candour(*words: str) -> list[str]:
    """The command line of this very environment's ``candour``."""
    return [str(Path(sys.executable).with_name("candour")), *words]


@contextmanager
def serving(words: list[str], data: Path, port: int, log: Path) -> Iterator[Place]:
    """The installation while it answers; its whole process group is ended afterwards."""
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            words,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=environment(data, port),
            start_new_session=True,
        )
        try:
            _await(process, port, log)
            yield Place(f"http://localhost:{port}", log.read_text(encoding="utf-8"))
        finally:
            _end(process)


def _await(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/healthz", timeout=5):
                return
        except urllib.error.HTTPError as error:
            error.close()
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"Candour did not start. It said:\n{log.read_text()[-3000:]}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask politely, then not; by the id of the group that we started."""
    for signal_sent in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, signal_sent)
        except ProcessLookupError:
            break
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            continue
    process.wait(timeout=10)
