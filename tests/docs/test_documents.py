"""The documents claim only what runs: links lead somewhere, commands exist, tables are fresh."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import run
from candour.config.cli import COMMANDS
from candour.config.tables import TABLES

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
IDS = [str(path.relative_to(ROOT)) for path in DOCUMENTS]


@pytest.mark.parametrize("path", DOCUMENTS, ids=IDS)
def test_links_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [each for each in targets if not (path.parent / each).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=IDS)
def test_commands_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    verbs = re.findall(r"python3 run\.py ([a-z]+)", text)
    assert [each for each in verbs if each not in run.VERBS] == []
    spans = re.findall(r"`(?:\.venv/bin/)?candour ([a-z]+)[^`]*`", text)
    lines = re.findall(r"^(?:CANDOUR\S+ )?\.venv/bin/candour ([a-z]+)", text, flags=re.MULTILINE)
    assert [each for each in spans + lines if each not in COMMANDS] == []


def test_the_readme_lists_every_command() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `candour ([a-z]+)` \|", text, flags=re.MULTILINE)) == set(COMMANDS)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_generated_tables_are_fresh(name: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == TABLES[name]()


def test_every_setting_is_documented_and_none_is_stale() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("candour", "tests")
        for path in (ROOT / folder).rglob("*.py")
    )
    code += (ROOT / "run.py").read_text(encoding="utf-8")
    used = set(re.findall(r'"(CANDOUR_[A-Z_]+[A-Z])"', code))
    text = (ROOT / "docs" / "installation.md").read_text(encoding="utf-8")
    assert set(re.findall(r"CANDOUR_[A-Z_]+[A-Z]", text)) == used


def test_flags_in_the_readme_exist() -> None:
    for words in (["policy", "import"], ["setup"], ["demo"]):
        done = subprocess.run(
            [sys.executable, "-m", "candour.config.cli", *words, "--help"],
            capture_output=True,
            text=True,
            check=True,
        )
        wanted = {
            "policy": ["--dry-run", "--json", "--report"],
            "setup": ["--show-link"],
            "demo": ["--reset", "--port"],
        }[words[0]]
        assert [flag for flag in wanted if flag not in done.stdout] == []
