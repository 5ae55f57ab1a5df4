"""One command starts web and work; whatever ends it ends both, and whichever dies comes back."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.installation import (
    ROOT,
    Installation,
    alive,
    database_of_its_own,
    free_port,
    healthy,
    make_installation,
    tree,
    wait_until,
)

pytestmark = [
    pytest.mark.faults,
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with database_of_its_own(os.environ.get("CANDOUR_TEST_DATABASE_URL", "")) as url:
        yield make_installation(tmp_path_factory.mktemp("served"), url)


def parts(supervisor: int, which: str) -> list[int]:
    """Ids of the web server's processes or of the worker's below a supervisor, oldest first."""
    return sorted(pid for pid, words in tree(supervisor).items() if f"supervision.{which}" in words)


def whole(supervisor: int) -> bool:
    """Whether everything runs: granian with its two workers, and one background worker."""
    return len(parts(supervisor, "web")) == 3 and len(parts(supervisor, "work")) == 1


def start(serving: subprocess.Popen[bytes], port: int, installation: Installation) -> None:
    """Wait until it serves with all its parts."""
    try:
        wait_until(lambda: healthy(port) and whole(serving.pid), 30, "served")
    except AssertionError as error:
        raise AssertionError(installation.log()) from error


def port_is_free(port: int) -> bool:
    """Whether the port can be bound without sharing it."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def test_everything_ends_with_a_killed_supervisor(installation: Installation) -> None:
    port = free_port()
    with installation.serving(port) as serving:
        start(serving, port, installation)
        below = tree(serving.pid)
        os.kill(serving.pid, signal.SIGKILL)
        serving.wait()
        # A process that has ended lets go of its port a moment after it looks gone.
        gone = "every process gone and the port free"
        wait_until(lambda: not alive(below) and port_is_free(port), 3, gone)


def test_everything_ends_when_asked(installation: Installation) -> None:
    port = free_port()
    with installation.serving(port) as serving:
        start(serving, port, installation)
        below = tree(serving.pid)
        words = " ".join(below.values())
        assert "postgres" not in words, "a secret stands in a command line"
        assert "key" not in words
        serving.terminate()
        assert serving.wait(20) == 0
        assert alive(below) == []
        assert port_is_free(port)


def test_whatever_dies_comes_back(installation: Installation) -> None:
    port = free_port()
    with installation.serving(port) as serving:
        start(serving, port, installation)
        (worker,) = parts(serving.pid, "work")
        os.kill(worker, signal.SIGKILL)
        wait_until(lambda: parts(serving.pid, "work") not in ([], [worker]), 10, "a new worker")

        old = parts(serving.pid, "web")
        os.kill(old[-1], signal.SIGKILL)
        wait_until(lambda: healthy(port), 5, "pages from the other web worker")
        wait_until(
            lambda: whole(serving.pid) and old[-1] not in parts(serving.pid, "web"),
            15,
            "a new web worker",
        )

        old = parts(serving.pid, "web")
        os.kill(old[0], signal.SIGKILL)
        wait_until(
            lambda: whole(serving.pid) and not set(old) & set(parts(serving.pid, "web")),
            20,
            "a new web server, the old one's workers gone",
        )
        wait_until(lambda: healthy(port), 10, "pages again")


def serve(
    installation: Installation, port: int, **changed: str
) -> subprocess.CompletedProcess[str]:
    """What ``candour serve`` says when it cannot start."""
    return subprocess.run(
        (sys.executable, "-m", "candour.config.cli", "serve", "--port", str(port)),
        env={**installation.environment, **changed},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_it_refuses_a_port_in_use(installation: Installation) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = serve(installation, taken.getsockname()[1])
    assert done.returncode == 1
    assert "cannot be used" in done.stderr
    assert done.stderr.count("\n") == 1


def test_it_refuses_a_wrong_key(installation: Installation, tmp_path: Path) -> None:
    missing = serve(installation, free_port(), CANDOUR_KEY_FILE=str(tmp_path / "none"))
    assert missing.returncode == 1
    assert "key" in missing.stderr
    assert "Traceback" not in missing.stderr


def test_it_refuses_a_folder_without_a_school(installation: Installation, tmp_path: Path) -> None:
    done = serve(installation, free_port(), CANDOUR_DATA=str(tmp_path), CANDOUR_DATABASE_URL="")
    assert done.returncode == 1
    assert done.stderr == "candour: There is no school here yet. Run 'candour setup' first.\n"
