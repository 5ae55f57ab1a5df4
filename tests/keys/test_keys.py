"""Keys are made once, sealed to their row, changed without loss, and recovered from paper."""

import json
import os
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.audit.models import Entry
from candour.keys import kit, queries
from candour.keys.actions import (
    create_school_keys,
    make_recovery_kit,
    prove_recovery_part,
    recover_master,
    rotate_data_key,
    rotate_master,
    rotate_signing_key,
)
from candour.keys.checks import assert_right_key, key_problems
from candour.keys.master import (
    KeyTrouble,
    create_master,
    decode,
    encode,
    key_id,
    load_master,
    write_key_file,
)
from candour.keys.printing import kit_pdf
from candour.keys.queries import (
    data_key,
    forget_keys,
    seal_for_school,
    signing_key,
    unseal_for_school,
    verifying_key,
    verifying_keys,
)
from candour.keys.sealing import Unopened, key_version, seal, unseal
from candour.kit.access import Machine
from candour.schools.models import School
from tests.factories.cast import make_school

BY = Machine("a test", None, frozenset({"keys.manage"}))
OnCommit = Callable[..., object]


@pytest.fixture
def own_key(tmp_path: Path, settings: object, db: None) -> Path:
    """A data folder and a master key of this test's own."""
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    settings.KEY_FILE = tmp_path / "keys" / "master.key"  # type: ignore[attr-defined]
    forget_keys()
    create_master()
    return tmp_path / "keys" / "master.key"


@pytest.fixture
def home(own_key: Path) -> School:
    return make_school()


def test_the_master_key_lies_in_a_file_of_its_own(own_key: Path) -> None:
    assert own_key.stat().st_mode & 0o777 == 0o600
    assert own_key.parent.stat().st_mode & 0o777 == 0o700
    assert (len(load_master()), decode(own_key.read_text())) == (32, load_master())
    assert list(own_key.parent.iterdir()) == [own_key]


def test_no_second_master_key_is_made(own_key: Path) -> None:
    before = own_key.read_bytes()
    with pytest.raises(KeyTrouble, match="already"):
        create_master()
    assert own_key.read_bytes() == before


def test_no_key_is_made_over_data_of_an_earlier_key(home: School, own_key: Path) -> None:
    own_key.unlink()
    with pytest.raises(KeyTrouble, match="earlier master key"):
        create_master()
    assert not own_key.exists()


def test_a_missing_wrong_or_damaged_key_is_refused_in_words(home: School, own_key: Path) -> None:
    assert_right_key()
    right = own_key.read_text()
    own_key.write_text(right.replace(right.split()[-2][:4], "0000", 1))
    with pytest.raises(KeyTrouble, match="damaged"):
        assert_right_key()
    own_key.write_text("hello")
    with pytest.raises(KeyTrouble, match="damaged"):
        assert_right_key()
    own_key.write_text(encode(os.urandom(32)))
    with pytest.raises(KeyTrouble, match="not the one that this database"):
        assert_right_key()
    forget_keys()
    with pytest.raises(KeyTrouble, match="not the one"):
        data_key(home.id)
    own_key.unlink()
    with pytest.raises(KeyTrouble, match="candour keys recover"):
        assert_right_key()


def test_a_school_gets_its_keys_once(home: School) -> None:
    with pytest.raises(KeyTrouble, match="already"):
        create_school_keys(by=BY, school=home)
    assert len(data_key(home.id)) == 32
    message = b"signed"
    verifying_key(home.id).verify(signing_key(home.id).private.sign(message), message)
    with pytest.raises(KeyTrouble, match="no keys yet"):
        data_key(uuid4())


@given(
    data=st.binary(max_size=200), bound=st.binary(max_size=20), version=st.integers(1, 2**32 - 1)
)
def test_what_is_sealed_opens_only_as_it_was(data: bytes, bound: bytes, version: int) -> None:
    key = os.urandom(32)
    sealed = seal(data, key=key, bound=bound, version=version)
    assert (unseal(sealed, key=key, bound=bound), key_version(sealed)) == (data, version)
    for wrong_key, wrong_bound in ((os.urandom(32), bound), (key, bound + b"x")):
        with pytest.raises(Unopened):
            unseal(sealed, key=wrong_key, bound=wrong_bound)
    for at in range(0, len(sealed), 7):
        with pytest.raises(Unopened):
            unseal(sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :], key=key, bound=bound)


def test_old_versions_stay_readable_when_a_data_key_changes(home: School) -> None:
    old = seal_for_school(home.id, b"old", bound=b"row 1")
    assert rotate_data_key(by=BY, school=home) == 2
    new = seal_for_school(home.id, b"new", bound=b"row 2")
    assert (key_version(old), key_version(new)) == (1, 2)
    assert unseal_for_school(home.id, old, bound=b"row 1") == b"old"
    assert unseal_for_school(home.id, new, bound=b"row 2") == b"new"
    assert signing_key(home.id).version == 1


def test_a_new_signing_key_leaves_the_old_one_to_check_with(home: School) -> None:
    [old] = verifying_keys(home.id)
    assert rotate_signing_key(by=BY, school=home) == 2
    assert verifying_keys(home.id)[1] == old
    assert verifying_keys(home.id)[0] == signing_key(home.id).public != old


def test_a_key_that_may_yet_be_undone_is_not_remembered(home: School) -> None:
    data_key(home.id)
    assert queries._opened == {}


def test_the_master_key_changes_and_everything_opens(
    home: School, own_key: Path, django_capture_on_commit_callbacks: OnCommit
) -> None:
    sealed, before = seal_for_school(home.id, b"kept", bound=b"row"), load_master()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        new_id = rotate_master(by=BY)
    assert key_id(load_master()) == new_id != key_id(before)
    assert unseal_for_school(home.id, sealed, bound=b"row") == b"kept"
    assert list(own_key.parent.iterdir()) == [own_key]
    assert_right_key()


@pytest.mark.parametrize("first", ["start-up", "a reader"])
def test_a_change_cut_short_after_the_database_took_it_is_finished(
    home: School, own_key: Path, first: str
) -> None:
    sealed = seal_for_school(home.id, b"kept", bound=b"row")
    new_id = rotate_master(by=BY)  # and killed before its last step
    assert key_id(load_master()) != new_id
    forget_keys()
    if first == "start-up":
        assert_right_key()
    assert unseal_for_school(home.id, sealed, bound=b"row") == b"kept"
    assert key_id(load_master()) == new_id
    assert list(own_key.parent.iterdir()) == [own_key]


def test_a_change_cut_short_before_the_database_took_it_leaves_the_old_key(
    home: School, own_key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = load_master()
    monkeypatch.setattr("candour.keys.actions._wrap_anew", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        rotate_master(by=BY)
    monkeypatch.undo()
    assert_right_key()
    assert load_master() == before
    assert len(list(own_key.parent.iterdir())) == 2
    rotate_master(by=BY)
    assert len(list(own_key.parent.iterdir())) == 2


@pytest.mark.parametrize("pair", [(0, 1), (0, 2), (1, 2), (2, 0)])
def test_any_two_parts_recover_the_master_key(
    home: School, own_key: Path, pair: tuple[int, int]
) -> None:
    key, made = load_master(), make_recovery_kit(by=BY)
    own_key.unlink()
    typed = [" ".join(kit.groups(made.parts[n])).lower() for n in pair]
    assert recover_master(by=BY, parts=typed) == key_id(key)
    assert load_master() == key


def test_one_part_or_a_mistyped_one_recovers_nothing(home: School, own_key: Path) -> None:
    made = make_recovery_kit(by=BY)
    own_key.unlink()
    wrong = made.parts[1][:-3] + "QQQ"
    other = make_kit_elsewhere()
    for parts, word in (
        ((made.parts[0], made.parts[0]), "different"),
        ((made.parts[0], wrong), "as it was printed"),
        ((made.parts[0], other), "do not belong"),
        (("", ""), "as it was printed"),
    ):
        with pytest.raises(KeyTrouble, match=word):
            recover_master(by=BY, parts=parts)
    assert not own_key.exists()


def make_kit_elsewhere() -> str:
    """A part of somebody else's kit."""
    import pyrage

    return str(pyrage.x25519.Identity.generate())


def test_a_key_file_is_never_written_over(home: School, own_key: Path) -> None:
    made = make_recovery_kit(by=BY)
    with pytest.raises(KeyTrouble, match="Move it away"):
        recover_master(by=BY, parts=made.parts[:2])


def test_the_printed_kit_outlives_a_new_master_key(
    home: School, own_key: Path, django_capture_on_commit_callbacks: OnCommit
) -> None:
    made = make_recovery_kit(by=BY)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        new_id = rotate_master(by=BY)
    own_key.unlink()
    assert recover_master(by=BY, parts=made.parts[1:]) == new_id
    assert [p.name for p in kit.kits()[0].folder.iterdir() if p.is_dir()] == [new_id]


def test_a_kit_is_proved_by_typing_each_part_back(home: School) -> None:
    older, made = make_recovery_kit(by=BY), make_recovery_kit(by=BY)
    assert prove_recovery_part(by=BY, typed=made.parts[2]) == (3, (1, 2))
    assert prove_recovery_part(by=BY, typed=made.parts[0]) == (1, (2,))
    assert [each.reference for each in kit.kits()] == [made.reference, older.reference]
    assert prove_recovery_part(by=BY, typed=made.parts[1]) == (2, ())
    assert [each.reference for each in kit.kits()] == [made.reference]
    with pytest.raises(KeyTrouble, match="was replaced"):
        prove_recovery_part(by=BY, typed=older.parts[0])
    assert [e.kind for e in facts_of(home)].count("keys.kit.proved") == 1


def test_no_part_and_no_key_lies_beside_the_data_or_on_the_trail(
    home: School, own_key: Path, tmp_path: Path
) -> None:
    made = make_recovery_kit(by=BY)
    secrets = [*made.parts, load_master().hex()]
    kept = [p.read_bytes() for p in tmp_path.rglob("*") if p.is_file() and p != own_key]
    kept.append(json.dumps([e.facts for e in facts_of(home)]).encode())
    assert [s for s in secrets for content in kept if s.encode() in content] == []


def facts_of(school: School) -> list[Entry]:
    from django_scopes import scope

    with scope(school=school):
        return list(Entry.objects.all())


def test_the_kit_prints_one_part_on_each_page(home: School) -> None:
    made = make_recovery_kit(by=BY)
    reader = pypdf.PdfReader(BytesIO(kit_pdf(made, place="/srv/candour")))
    assert len(reader.pages) == 3
    for page, part in zip(reader.pages, made.parts, strict=True):
        letters = re.sub(r"\s", "", page.extract_text())
        assert "".join(kit.groups(part)) in letters
        assert [p for p in made.parts if "".join(kit.groups(p)) in letters] == [part]
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"] == True  # type: ignore[index]  # noqa: E712
    assert reader.metadata is not None
    assert reader.metadata.title == f"Candour recovery kit {made.reference}"


def test_a_key_file_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("candour.keys.master.os.fsync", fail)
    with pytest.raises(OSError, match="No space"):
        write_key_file(tmp_path / "master.key", os.urandom(32), new=True)
    assert not (tmp_path / "master.key").exists()


def test_the_doctor_hears_what_is_wrong_with_the_keys(home: School, own_key: Path) -> None:
    assert key_problems() == ["There is no recovery kit. Run: candour keys kit kit.pdf"]
    made = make_recovery_kit(by=BY)
    assert [p.split(".")[0] for p in key_problems()] == ["The recovery kit was not typed back yet"]
    for part in made.parts:
        prove_recovery_part(by=BY, typed=part)
    assert key_problems() == []
    own_key.chmod(0o644)
    assert key_problems() == [
        f"Others on this machine can read {own_key}. Run: chmod 600 {own_key}"
    ]
    own_key.unlink()
    assert [p.split(".")[0] for p in key_problems()] == [
        f"There is no master key at {own_key}".split(".")[0]
    ]
