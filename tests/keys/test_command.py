"""``candour keys``, as somebody at the school's machine uses it."""

import io
from pathlib import Path

import pytest

from candour.config import cli
from candour.keys import kit
from candour.keys.master import create_master, key_id, load_master
from candour.keys.queries import forget_keys
from candour.schools.models import School
from tests.factories.cast import make_school

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def home(tmp_path: Path, settings: object, db: None) -> School:
    """A school in a data folder of its own."""
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    settings.KEY_FILE = tmp_path / "master.key"  # type: ignore[attr-defined]
    forget_keys()
    create_master()
    return make_school()


@pytest.fixture
def parts(
    home: School, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Captured
) -> tuple[str, ...]:
    """The parts of a kit made on the command line, as printed."""
    seen: list[tuple[str, ...]] = []
    made = kit.make_kit

    def make(master: bytes) -> tuple[kit.Kit, tuple[str, ...]]:
        result = made(master)
        seen.append(result[1])
        return result

    monkeypatch.setattr(kit, "make_kit", make)
    assert cli.main(["keys", "kit", str(tmp_path / "kit.pdf")]) == 0
    return seen[0]


def typing(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """What is typed at the keyboard."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(line + "\n" for line in lines)))


def test_a_kit_is_written_for_this_account_alone_and_says_nothing_aloud(
    parts: tuple[str, ...], tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / "kit.pdf"
    assert (path.read_bytes()[:5], path.stat().st_mode & 0o777) == (b"%PDF-", 0o600)
    said = "".join(capsys.readouterr())
    assert "candour keys kit --prove" in said
    assert [p for p in parts if p in said or kit.groups(p)[1] in said] == []
    assert cli.main(["keys", "kit", str(path)]) == 1
    assert capsys.readouterr().err.endswith("is there already; it was left as it is.\n")


def test_the_kit_is_proved_part_by_part(
    parts: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    typing(monkeypatch, parts[0], parts[2])
    assert cli.main(["keys", "kit", "--prove"]) == 1
    assert "not proved yet" in capsys.readouterr().err
    typing(monkeypatch, " ".join(kit.groups(parts[1])).lower())
    assert cli.main(["keys", "kit", "--prove"]) == 0
    assert "The kit is proved." in capsys.readouterr().out
    typing(monkeypatch, "rubbish")
    assert cli.main(["keys", "kit", "--prove"]) == 1
    assert "Check each group of letters." in capsys.readouterr().err


def test_a_lost_master_key_comes_back(
    parts: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Captured
) -> None:
    key = load_master()
    (tmp_path / "master.key").unlink()
    typing(monkeypatch, parts[2], parts[0])
    assert cli.main(["keys", "recover"]) == 0
    assert load_master() == key
    assert key_id(key) in capsys.readouterr().out
    typing(monkeypatch, parts[2], parts[0])
    assert cli.main(["keys", "recover"]) == 1


def test_keys_are_changed_from_the_command_line(home: School, capsys: Captured) -> None:
    assert cli.main(["keys", "rotate", "--school", "larkfield"]) == 0
    assert cli.main(["keys", "rotate", "--school", "larkfield", "--signing"]) == 0
    assert capsys.readouterr().out.count("The key in use is now version 2.") == 2
    assert cli.main(["keys", "rotate"]) == 0
    assert cli.main(["keys", "rotate", "--signing"]) == 1
    assert cli.main(["keys", "rotate", "--school", "nowhere"]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "candour: There is no such school."
