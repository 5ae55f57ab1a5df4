"""An export shows each change, by Candour and by the recipe that needs no Candour."""

import io
import json
import random
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from candour.audit.actions import anchor_sealed, make_checkpoint
from candour.audit.canonical import canonical
from candour.audit.checkpoints import outside_file
from candour.audit.export import write_export
from candour.audit.exports import Unreadable, read_checkpoints, verify_export
from candour.audit.models import Chain
from candour.audit.queries import bodies, statements
from candour.audit.verification import verify_entries
from candour.config import cli
from candour.keys.actions import rotate_signing_key
from candour.keys.queries import verifying_keys
from candour.keys.rules import key_id_of
from candour.kit.actions import record
from candour.kit.manifest import AuditKind, Manifest, manifests
from candour.schools.models import School
from tests.factories.keys import machine

MUTATIONS = 1000
DOCS = Path(__file__).resolve().parents[2] / "docs"
Commit = Callable[..., object]


@pytest.fixture
def exported(
    school: School,
    tmp_path: Path,
    settings: object,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Commit,
) -> tuple[bytes, Path]:
    """An export of 40 entries with four checkpoints and two keys, and the checkpoints outside."""
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    tea = Manifest(audit_kinds=(AuditKind("tea.made", "{actor} made {cups} cups"),))
    monkeypatch.setitem(manifests(), "tests.tea", tea)
    clock = machine(school, "audit.checkpoint")
    for number in range(40):
        facts = {"cups": number, "tea": "Jasmin « ü » \n", "pot": [True, None]}
        record("tea.made", by=clock, about=f"pot:{number}", facts=facts)
        if number % 10 == 9:
            with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
                assert make_checkpoint(by=clock, school=school) is not None
        if number == 25:
            rotate_signing_key(by=machine(school, "keys.manage"), school=school)
    out = io.BytesIO()
    write_export(school, Chain.SCHOOL, out)
    return out.getvalue(), outside_file(school, Chain.SCHOOL)


def verdict_on(export: bytes, outside: Path | None = None) -> bool:
    """Whether an export is found whole."""
    try:
        known = read_checkpoints(outside) if outside else []
        return verify_export(io.BytesIO(export), known)[0].ok
    except Unreadable:
        return False


def test_an_export_that_nobody_touched_is_whole(exported: tuple[bytes, Path]) -> None:
    export, outside = exported
    verdict, header = verify_export(io.BytesIO(export), read_checkpoints(outside))
    assert (verdict.problems, verdict.entries, verdict.checkpoints) == ([], 42, 8)
    assert (header["name"], len(header["keys"]), len(verdict.keys)) == ("Larkfield Primary", 2, 2)


def lines_of(export: bytes) -> list[bytes]:
    return export.splitlines(keepends=True)


def edited(lines: list[bytes], dice: random.Random) -> list[bytes]:
    """One value of one line changed, and the line written as Candour would."""
    at = dice.randrange(len(lines))
    members = json.loads(lines[at])
    name = dice.choice(sorted(members))
    value = members[name]
    members[name] = {
        int: lambda: value + dice.choice([-1, 1]),
        str: lambda: value[:-1] if value and dice.random() < 0.5 else value + "x",
        dict: lambda: {**value, "cups": 99},
        list: lambda: value[:-1],
    }[type(value)]()
    return [*lines[:at], canonical(members) + b"\n", *lines[at + 1 :]]


def rehashed(lines: list[bytes], dice: random.Random) -> list[bytes]:
    """An entry changed and the chain hashed anew from there on, as one who knows the form would."""
    from candour.audit.canonical import digest

    entries = [n for n, line in enumerate(lines) if json.loads(line)["line"] == "entry"]
    at = dice.choice(entries[:-1])
    out, previous = list(lines), None
    for number in [n for n in entries if n >= at]:
        members = json.loads(lines[number])
        if number == at:
            members["facts"] = {"cups": 1234}
        else:
            members["previous"] = previous
        body = {k: v for k, v in members.items() if k not in {"hash", "line"}}
        members["hash"] = previous = digest(body)
        out[number] = canonical(members) + b"\n"
    return out


def byte_changed(lines: list[bytes], dice: random.Random) -> list[bytes]:
    """Any one bit of any byte of the file."""
    whole = bytearray(b"".join(lines))
    whole[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
    return [bytes(whole)]


def deleted(lines: list[bytes], dice: random.Random) -> list[bytes]:
    at = dice.randrange(len(lines))
    return lines[:at] + lines[at + 1 :]


def moved(lines: list[bytes], dice: random.Random) -> list[bytes]:
    one, two = dice.sample(range(len(lines)), 2)
    out = list(lines)
    out[one], out[two] = out[two], out[one]
    return out


def inserted(lines: list[bytes], dice: random.Random) -> list[bytes]:
    at = dice.randrange(len(lines) + 1)
    return [*lines[:at], dice.choice(lines), *lines[at:]]


def cut(lines: list[bytes], dice: random.Random) -> list[bytes]:
    return lines[: dice.randrange(len(lines))]


def cut_within(lines: list[bytes], dice: random.Random) -> list[bytes]:
    whole = b"".join(lines)
    return [whole[: dice.randrange(len(whole))]]


WAYS = [edited, rehashed, byte_changed, deleted, moved, inserted, cut, cut_within]


def test_a_thousand_random_mutations_are_all_detected(exported: tuple[bytes, Path]) -> None:
    export, _ = exported
    dice = random.Random(20260912)
    lines, undetected = lines_of(export), []
    for number in range(MUTATIONS):
        way = WAYS[number % len(WAYS)]
        mutated = b"".join(way(lines, dice))
        if mutated != export and verdict_on(mutated):
            undetected.append((number, way.__name__))
    assert undetected == []


def test_truncation_back_to_any_entry_is_shown_by_the_checkpoint_outside(
    school: School, exported: tuple[bytes, Path]
) -> None:
    """Whoever holds the signing key cuts the newest entries off and exports anew: nothing but the
    newest checkpoint outside shows that."""
    outside = read_checkpoints(exported[1])
    every = list(bodies(school.id, Chain.SCHOOL))
    kept = statements(school.id, Chain.SCHOOL)
    keys = {key_id_of(public): public for public in verifying_keys(school.id)}
    newest = max(each["sequence"] for each in outside)
    for length in range(len(every)):
        left = [each for each in kept if each["sequence"] <= length]
        assert verify_entries(every[:length], left, keys).ok
        assert verify_entries(every[:length], outside, keys).ok == (length >= newest)


@pytest.mark.parametrize("at", [1, 17, 42])
def test_the_verdict_says_where(school: School, exported: tuple[bytes, Path], at: int) -> None:
    every = [dict(each) for each in bodies(school.id, Chain.SCHOOL)]
    every[at - 1]["kind"] = "tea.spilt"
    verdict = verify_entries(every, [], {})
    assert [(p.sequence, p.sentence) for p in verdict.problems] == [
        (at, f"Entry {at} was changed after it was written.")
    ]


def test_an_entry_taken_out_is_named(school: School, exported: tuple[bytes, Path]) -> None:
    every = list(bodies(school.id, Chain.SCHOOL))
    del every[9]
    sentences = [p.sentence for p in verify_entries(every, [], {}).problems]
    assert sentences[:2] == [
        "Entry 10 should be here, but entry 11 is.",
        "Entry 11 does not follow from the entry before it.",
    ]


def test_a_key_of_another_is_not_believed(exported: tuple[bytes, Path]) -> None:
    verdict, _ = verify_export(io.BytesIO(exported[0]), (), "0" * 16)
    assert [p.sentence for p in verdict.problems] == [
        "The export does not carry the key 0000000000000000."
    ]


def recipe(tmp_path: Path) -> Path:
    """The program that docs/audit-trail.md prints."""
    text = (DOCS / "audit-trail.md").read_text(encoding="utf-8")
    [listing] = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    path = tmp_path / "check.py"
    path.write_text(listing, encoding="utf-8")
    return path


def run_recipe(tmp_path: Path, export: bytes, *more: Path) -> tuple[int, str]:
    (tmp_path / "record.jsonl").write_bytes(export)
    done = subprocess.run(
        [sys.executable, "-I", recipe(tmp_path), tmp_path / "record.jsonl", *more],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_recipe_of_the_docs_checks_an_export(
    exported: tuple[bytes, Path], tmp_path: Path
) -> None:
    export, outside = exported
    status, said = run_recipe(tmp_path, export, outside)
    assert (status, said.split(", keys")[0]) == (0, "Whole: 42 entries, 8 checkpoints")


def test_the_recipe_of_the_docs_detects_what_candour_detects(
    exported: tuple[bytes, Path], tmp_path: Path
) -> None:
    dice = random.Random(7)
    lines = lines_of(exported[0])
    for way in WAYS:
        assert run_recipe(tmp_path, b"".join(way(lines, dice)))[0] != 0, way.__name__
    whole_but_older = [n for n in lines if json.loads(n)["line"] != "checkpoint"]
    assert run_recipe(tmp_path, b"".join(whole_but_older), exported[1])[0] == 1


def test_the_command_line_checks_an_export(
    exported: tuple[bytes, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export, outside = exported
    path = tmp_path / "record.jsonl"
    path.write_bytes(export)
    assert cli.main(["audit", "verify", str(path), "--checkpoint", str(outside)]) == 0
    assert capsys.readouterr().out.startswith("Larkfield Primary, school chain: whole. 42 entries")
    path.write_bytes(export.replace(b'"cups":7,', b'"cups":8,'))
    assert cli.main(["audit", "verify", str(path), "--json"]) == 1
    [answer] = json.loads(capsys.readouterr().out)
    assert (answer["ok"], answer["problems"][0]["at"]) == (False, 9)
    path.write_bytes(b"something else")
    assert cli.main(["audit", "verify", str(path)]) == 1
    assert capsys.readouterr().err == (
        "candour: This file is not an audit export, or its beginning was changed.\n"
    )


def test_the_command_line_checks_the_database_and_writes_an_export(
    school: School, exported: tuple[bytes, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.jsonl"
    assert cli.main(["audit", "export", str(out), "--school", "larkfield"]) == 0
    assert verdict_on(out.read_bytes(), exported[1])
    assert cli.main(["audit", "export", str(out), "--school", "larkfield"]) == 1
    assert cli.main(["audit", "verify", "--school", "larkfield", "--json"]) == 0
    assert cli.main(["audit", "verify", "--school", "nowhere"]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "candour: There is no such school."


def test_the_sealed_chain_is_tied_in_without_a_sign_of_activity(
    school: School, exported: tuple[bytes, Path], django_capture_on_commit_callbacks: Commit
) -> None:
    clock = machine(school, "audit.checkpoint")
    for quiet in (True, False, True):
        if not quiet:
            record("tea.made", by=clock, about=school, facts={"cups": 1}, chain="sealed")
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
            anchor_sealed(by=clock, school=school)
    anchors = [e for e in bodies(school.id, "school") if e["kind"] == "audit.sealed.anchored"]
    heads = [each["facts"]["head"] for each in anchors]
    assert len(set(heads)) == 3
    assert {tuple(each["facts"]) for each in anchors} == {("head",)}
    assert heads == [each["hash"] for each in statements(school.id, "sealed")]
    assert len(read_checkpoints(outside_file(school, "sealed"))) == 3


def test_any_bit_of_any_entry_is_shown_with_its_place(exported: tuple[bytes, Path]) -> None:
    """A flipped bit is reported by the number of its line, or by that of its entry."""
    dice = random.Random(99)
    lines = lines_of(exported[0])
    first = next(n for n, line in enumerate(lines) if json.loads(line)["line"] == "entry")
    for _ in range(300):
        at = dice.randrange(first, len(lines) - 1)
        line = bytearray(lines[at])
        line[dice.randrange(len(line) - 1)] ^= 1 << dice.randrange(8)
        changed = b"".join([*lines[:at], bytes(line), *lines[at + 1 :]])
        problems = verify_export(io.BytesIO(changed))[0].problems
        places = {p.sequence for p in problems} | {
            int(found) - first for p in problems for found in re.findall(r"^Line (\d+)", p.sentence)
        }
        assert at - first + 1 in places
