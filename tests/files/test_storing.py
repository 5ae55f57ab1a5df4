"""Files are kept encrypted, whole, and durable before their row."""

import errno
import hashlib
import io
import os
import time
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import override_settings

from candour.audit.models import Entry
from candour.files import actions
from candour.files.actions import discard_file, store_file
from candour.files.chunks import CHUNK, Damaged
from candour.files.models import StoredFile
from candour.files.places import DRAFT, place, root
from candour.files.queries import file_chunks, missing_files, read_file
from candour.files.rules import safe_name
from candour.files.serving import file_response
from candour.files.sweeping import sweep_orphans
from candour.keys.actions import rotate_data_key
from candour.kit.access import Machine, Refused
from candour.schools.models import School
from tests.factories.keys import machine


@pytest.fixture
def by(school: School) -> Machine:
    return machine(school, "files.store")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: object) -> None:
    settings.DATA = tmp_path  # type: ignore[attr-defined]


def keep(school: School, by: Machine, content: bytes, name: str = "policy.pdf") -> StoredFile:
    return store_file(
        by=by, school=school, name=name, media_type="application/pdf", content=content
    )


def on_disk() -> list[Path]:
    return sorted(path for path in root().rglob("*") if path.is_file())


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7])
def test_a_file_comes_back_as_it_was(school: School, by: Machine, size: int) -> None:
    content = os.urandom(size)
    stored = keep(school, by, content)
    assert read_file(stored) == content
    assert (stored.size, stored.sha256) == (size, hashlib.sha256(content).hexdigest())
    assert on_disk() == [place(school.id, stored.id)]
    assert content[:64] not in place(school.id, stored.id).read_bytes() or size < 16
    assert place(school.id, stored.id).stat().st_mode & 0o777 == 0o600


def test_a_file_is_put_on_the_trail_by_its_hash(school: School, by: Machine) -> None:
    stored = keep(school, by, b"our policy")
    entry = Entry.objects.get(kind="files.file.stored")
    assert (entry.about_type, entry.about_id) == ("files.storedfile", str(stored.id))
    assert entry.facts == {"size": 10, "sha256": stored.sha256}


def test_a_stream_is_never_wholly_in_memory(school: School, by: Machine) -> None:
    class Endless(io.RawIOBase):
        """Counts the most that is asked for at once."""

        left, most = 40 * CHUNK, 0

        def read(self, size: int = -1) -> bytes:
            self.most = max(self.most, size if size >= 0 else 10**9)
            given = min(size, self.left, 1000)
            self.left -= given
            return b"x" * given

    source = Endless()
    stored = store_file(
        by=by,
        school=school,
        name="a",
        media_type="text/plain",
        content=source,  # type: ignore[arg-type]
    )
    assert (stored.size, source.most) == (40 * CHUNK, CHUNK)
    assert {len(chunk) for chunk in file_chunks(stored)} == {CHUNK}


def altered(raw: bytes, how: str) -> bytes:
    """A stored file of three chunks, tampered with."""
    head, size = raw[:20], CHUNK + 16
    parts = [raw[20 + n * size :][:size] for n in range(3)]
    return {
        "cut after two chunks": head + parts[0] + parts[1],
        "cut within a chunk": raw[:-1],
        "two chunks changed places": head + parts[1] + parts[0] + parts[2],
        "a chunk twice": head + parts[0] + parts[0] + parts[1] + parts[2],
        "one bit": raw[:5000] + bytes([raw[5000] ^ 1]) + raw[5001:],
        "its header": raw[:14] + bytes([raw[14] ^ 1]) + raw[15:],
        "more at its end": raw + b"\0",
        "only a header": head,
        "nothing": b"",
    }[how]


@pytest.mark.parametrize(
    "how",
    [
        "cut after two chunks",
        "cut within a chunk",
        "two chunks changed places",
        "a chunk twice",
        "one bit",
        "its header",
        "more at its end",
        "only a header",
        "nothing",
    ],
)
def test_tampering_is_noticed(school: School, by: Machine, how: str) -> None:
    stored = keep(school, by, os.urandom(2 * CHUNK + 100))
    path = place(school.id, stored.id)
    path.write_bytes(altered(path.read_bytes(), how))
    with pytest.raises(Damaged):
        read_file(stored)


def test_a_file_under_another_files_name_does_not_open(school: School, by: Machine) -> None:
    one, two = keep(school, by, b"one"), keep(school, by, b"two")
    place(school.id, one.id).replace(place(school.id, two.id))
    with pytest.raises(Damaged):
        read_file(two)
    assert missing_files(school) == [one]


def test_a_file_stays_readable_when_the_key_is_rotated(school: School, by: Machine) -> None:
    old = keep(school, by, b"before")
    assert rotate_data_key(by=machine(school, "keys.manage"), school=school) == 2
    new = keep(school, by, b"after")
    assert (read_file(old), read_file(new)) == (b"before", b"after")
    assert place(school.id, new.id).read_bytes()[9:13] == b"\0\0\0\2"


@pytest.mark.parametrize(("number", "word"), [(errno.ENOSPC, "full"), (errno.EIO, "written")])
def test_a_full_or_broken_disk_is_said_plainly_and_leaves_nothing(
    school: School, by: Machine, monkeypatch: pytest.MonkeyPatch, number: int, word: str
) -> None:
    def no_room(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("candour.files.places.os.fsync", no_room)
    (root() / str(school.id)).mkdir(parents=True)
    with pytest.raises(Refused) as refused:
        keep(school, by, b"x" * 100)
    assert word in refused.value.reason
    assert (on_disk(), StoredFile.objects.count()) == ([], 0)


def test_a_row_that_cannot_be_written_leaves_no_file(
    school: School, by: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no row")

    monkeypatch.setattr(actions, "_add_row", fail)
    with pytest.raises(RuntimeError):
        keep(school, by, b"x")
    assert on_disk() == []


def test_the_row_comes_after_the_bytes(
    school: School, by: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    written = actions.write_durably

    def write(path: Path, parts: Iterable[bytes]) -> None:
        written(path, parts)
        order.append(f"bytes, with {StoredFile.objects.count()} rows")

    monkeypatch.setattr(actions, "write_durably", write)
    keep(school, by, b"x")
    assert (order, StoredFile.objects.count()) == (["bytes, with 0 rows"], 1)


def test_a_discarded_file_goes_with_its_bytes(
    school: School, by: Machine, django_capture_on_commit_callbacks: object
) -> None:
    stored = keep(school, by, b"x")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        discard_file(by=by, stored=stored)
    assert (on_disk(), StoredFile.objects.count()) == ([], 0)
    assert Entry.objects.filter(kind="files.file.discarded").count() == 1


def test_only_who_may_store_files_does(school: School) -> None:
    with pytest.raises(Refused):
        keep(school, machine(school), b"x")
    assert on_disk() == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("policy.pdf", "policy.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ruth\\policy.docx", "policy.docx"),
        ("a\r\nb\u202efdp.exe", "abfdp.exe"),
        ("...", "file"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 251 + ".pdf"),
    ],
)
def test_a_name_keeps_nothing_dangerous(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def served(stored: StoredFile, as_download: bool = True) -> tuple[bytes, dict[str, str]]:
    response = file_response(stored, as_download)
    return b"".join(response.streaming_content), dict(response.items())  # type: ignore[arg-type]


def test_a_file_is_served_as_a_download_that_runs_nothing(school: School, by: Machine) -> None:
    content = os.urandom(CHUNK + 5)
    body, headers = served(keep(school, by, content, "our policy ü.pdf"))
    assert body == content
    assert headers["Content-Disposition"].startswith("attachment; filename*=utf-8''our%20policy")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store, private"
    assert headers["Content-Length"] == str(CHUNK + 5)


def test_only_a_harmless_type_is_shown_in_the_page(school: School, by: Machine) -> None:
    stored = keep(school, by, b"%PDF-")
    assert served(stored, as_download=False)[1]["Content-Disposition"].startswith("inline")
    stored.media_type = "image/svg+xml"
    headers = served(stored, as_download=False)[1]
    assert headers["Content-Disposition"].startswith("attachment")
    assert headers["Content-Type"] == "application/octet-stream"


def test_storing_costs_a_fixed_number_of_queries(
    school: School, by: Machine, django_assert_num_queries: object
) -> None:
    keep(school, by, b"x")
    with django_assert_num_queries(7):  # type: ignore[operator]
        keep(school, by, b"x" * 10 * CHUNK)


@override_settings(DATA=Path("/proc/nowhere"))
def test_a_folder_that_cannot_be_made_is_said_plainly(school: School, by: Machine) -> None:
    with pytest.raises(Refused, match="could not be written"):
        keep(school, by, b"x")


def age(path: Path, hours: float) -> None:
    """Make a file look as if it was written so long ago."""
    then = time.time() - hours * 3600
    os.utime(path, (then, then))


def test_the_nightly_sweep_takes_old_files_without_a_row_and_no_others(
    school: School, by: Machine
) -> None:
    kept, orphan, young = (keep(school, by, b"x") for _ in range(3))
    paths = [place(school.id, each.id) for each in (kept, orphan, young)]
    StoredFile.objects.filter(id__in=[orphan.id, young.id]).delete()
    draft = paths[0].with_name(paths[0].name + DRAFT)
    draft.write_bytes(b"unfinished")
    for path in (paths[0], paths[1], draft):
        age(path, 25)
    assert sweep_orphans() == 2
    assert on_disk() == sorted([paths[0], paths[2]])
    assert sweep_orphans(timedelta(0)) == 1
    assert on_disk() == [paths[0]]
    assert read_file(kept) == b"x"
