"""Nothing private stays in a shared browser or lies open on the machine."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from tests.factories.cast import Cast


@pytest.mark.parametrize("page", ["", "people/", "duties/", "record/", "approvals/", "no-such/"])
def test_a_browser_keeps_no_page_of_a_school(
    page: str, cast: Cast, client_for: Callable[..., Client]
) -> None:
    answer = client_for(cast.ruth).get(f"/larkfield/{page}")
    assert "no-store" in answer.headers.get("Cache-Control", "")


def test_nobody_else_on_the_machine_reads_the_database(tmp_path: Path) -> None:
    """The demonstration's folder is made as every other: by the ``candour`` command."""
    data = tmp_path / "data"
    words = [sys.executable, "-m", "candour.config.cli", "demo", "--prepare", "--data", str(data)]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "candour.config.settings"}
    old = os.umask(0o022)
    try:
        subprocess.run(words, check=True, capture_output=True, timeout=120, env=environment)
    finally:
        os.umask(old)
    found = [data, *data.glob("candour.sqlite3*")]
    assert len(found) > 1
    assert [each.name for each in found if stat.S_IMODE(each.stat().st_mode) & 0o077] == []
