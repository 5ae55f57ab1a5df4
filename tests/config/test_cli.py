"""The command line keeps its promises: quick help, plain usage errors."""

from __future__ import annotations

import subprocess
import sys

import pytest

from candour.config.cli import COMMANDS


def candour(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    return subprocess.run(
        [sys.executable, "-m", "candour.config.cli", *words],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(name: str) -> None:
    done = candour(name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"usage: candour {name}")


@pytest.mark.parametrize("words", [[], ["nonsense"], ["policy", "nonsense"]])
def test_bad_usage_answers_two(words: list[str]) -> None:
    assert candour(*words).returncode == 2


def test_help_lists_every_command_and_loads_no_django() -> None:
    code = "import sys; from candour.config import cli\ntry: cli.main(['--help'])\n"
    code += "except SystemExit: print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("False")
    assert [name for name in COMMANDS if f"  {name} " not in done.stdout] == []
