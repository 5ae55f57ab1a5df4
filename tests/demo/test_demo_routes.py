"""The demonstration's doors open only in a demonstration, and only to this very machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASK = """
import sys, django
django.setup()
from django.test import Client
for path in ("/demo/codes/", "/demo/enter/ruth.forged/", "/demo/"):
    print(Client().get(path, HTTP_HOST="localhost", **dict(a.split("=") for a in sys.argv[1:]))
        .status_code)
"""


def _clean() -> dict[str, str]:
    """The surroundings without anything of the tests' own settings."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("CANDOUR_", "DJANGO_"))}


def _answers(data: Path, *surroundings: str) -> list[str]:
    """What codes, a forged link and the first page answer, in a fresh installation."""
    env = _clean() | {
        "CANDOUR_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "candour.config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK, *surroundings],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [line for line in done.stdout.split() if line.isdigit() and len(line) == 3]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration's data folder, ready but not served."""
    data = tmp_path_factory.mktemp("demo") / "data"
    command = str(Path(sys.executable).with_name("candour"))
    words = [command, "demo", "--data", str(data), "--prepare"]
    subprocess.run(words, check=True, capture_output=True, env=_clean())
    return data


def test_this_machine_may_open_them_but_a_forged_link_is_nothing(prepared: Path) -> None:
    """Pages open; a link that we did not sign does not exist."""
    assert _answers(prepared) == ["200", "404", "200"]


def test_another_machine_finds_nothing(prepared: Path) -> None:
    """Neither from the network nor through a proxy on this machine."""
    assert _answers(prepared, "REMOTE_ADDR=192.0.2.7") == ["404"] * 3
    assert _answers(prepared, "HTTP_X_FORWARDED_FOR=127.0.0.1") == ["404"] * 3
    assert _answers(prepared, "HTTP_FORWARDED=127.0.0.1") == ["404"] * 3


def test_without_the_mark_there_are_no_such_routes(prepared: Path) -> None:
    """The same data without its mark is an ordinary installation: ``/demo/`` is then no more than
    the address of a school, for which everybody must sign in first."""
    mark = prepared / "demo.json"
    words = mark.read_bytes()
    mark.unlink()
    try:
        assert _answers(prepared) == ["404", "404", "302"]
    finally:
        mark.write_bytes(words)
