"""Importing on the web: safe first, read after, all or nothing, plain words when it fails."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects
from time_machine import TimeMachineFixture

from candour.config.cli import main
from candour.files.models import StoredFile
from candour.kit.clock import now, today
from candour.policy.actions.imports import start_import
from candour.policy.importing import close_stuck, pages_read, read_import
from candour.policy.models import Clause, ClauseText, Document, Link, PolicyImport, Version
from candour.schools.models import School
from candour.work.testing import run_jobs
from tests.factories.cast import Cast
from tests.policy.files import SMALL, SPOILT, long_pdf, spoilt
from tests.policy.stages import ClientFor, adopted, imported

IMPORT = "/larkfield/policy/import/"


@pytest.fixture
def ruth(cast: Cast, client_for: ClientFor) -> Client:
    return client_for(cast.ruth)


def upload(name: str, content: bytes, media_type: str = "application/pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=media_type)


def left_behind() -> dict[str, int]:
    """How many rows of each kind there are."""
    models = (StoredFile, Document, Version, Clause, ClauseText, Link)
    return {model.__name__: model.objects.count() for model in models if model.objects.exists()}


def test_a_small_file_is_read_before_the_answer(ruth: Client, school: School) -> None:
    done = ruth.post(IMPORT, {"file": upload("policy.md", SMALL.encode(), "text/markdown")})
    started = PolicyImport.objects.get()
    assertRedirects(done, f"{IMPORT}{started.pk}/", target_status_code=302)
    version = Version.objects.get()
    assert (started.status, started.version) == (PolicyImport.Status.DONE, version)
    done = ruth.get(f"{IMPORT}{started.pk}/")
    assertRedirects(done, f"/larkfield/policy/versions/{version.pk}/review/")


def test_words_can_be_pasted(ruth: Client, school: School) -> None:
    ruth.post(IMPORT, {"words": SMALL})
    assert ClauseText.objects.count() == 8
    assert Version.objects.get().source_name == "pasted.txt"


def test_a_long_file_is_read_by_the_worker_and_the_page_says_how_far_it_is(
    ruth: Client, school: School
) -> None:
    content = long_pdf(60)
    padded = content + b"\n%" + b"x" * max(0, 400_001 - len(content))
    done = ruth.post(IMPORT, {"file": upload("policy.pdf", padded)}, follow=True)
    assertContains(done, '<meta http-equiv="refresh" content="2">', html=False)
    assertContains(done, "Your file is safe")
    assert not Version.objects.exists()
    assert run_jobs() >= 1
    started = PolicyImport.objects.get()
    assert started.status == PolicyImport.Status.DONE
    assert Version.objects.get().pages == 60
    assert pages_read(started.pk) == (60, 60)


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_file_gets_a_plain_sentence_and_leaves_nothing(
    ruth: Client, school: School, name: str, django_capture_on_commit_callbacks: Iterator[None]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        page = ruth.post(IMPORT, {"file": upload(name, spoilt(name))}, follow=True)
    assertContains(page, SPOILT[name][1])
    assert left_behind() == {}
    assert files_on_disk(school) == []


def files_on_disk(school: School) -> list[Path]:
    folder = settings.DATA / "files"
    return [each for each in folder.rglob("*") if each.is_file() and str(school.pk) in str(each)]


def test_500_megabytes_are_refused_by_their_announced_length(ruth: Client, school: School) -> None:
    page = ruth.generic(
        "POST", IMPORT, b"", "multipart/form-data; boundary=x", CONTENT_LENGTH=str(500 * 1024**2)
    )
    assertContains(page, "Nothing was kept", status_code=413)
    assert not PolicyImport.objects.exists()


def test_an_empty_form_says_what_to_do(ruth: Client, school: School) -> None:
    assertContains(ruth.post(IMPORT, {}), "Choose a file, or paste the policy")


def test_the_same_bytes_again_say_so(ruth: Client, school: School, cast: Cast) -> None:
    adopted(school, cast.ruth)
    page = ruth.post(IMPORT, {"file": upload("policy.md", SMALL.encode())})
    assertContains(page, "You have exactly this file already: it is version 1")
    assert PolicyImport.objects.count() == 0


def test_reading_twice_makes_one_version(school: School, cast: Cast) -> None:
    started = start_import(
        by=cast.ruth, school=school, name="p.md", media_type="text/markdown", content=SMALL.encode()
    )
    read_import(started.pk)
    read_import(started.pk)
    assert run_jobs() >= 1
    assert Version.objects.count() == 1


def test_an_upload_that_nobody_could_read_is_given_up_after_an_hour(
    school: School, cast: Cast, time_machine: TimeMachineFixture
) -> None:
    started = start_import(
        by=cast.ruth, school=school, name="p.md", media_type="text/markdown", content=SMALL.encode()
    )
    assert close_stuck() == 0
    time_machine.move_to(now() + timedelta(minutes=61))
    assert close_stuck() == 1
    started.refresh_from_db()
    assert (started.status, started.file) == (PolicyImport.Status.FAILED, None)
    assert "broken off" in started.message
    assert left_behind() == {}


def test_the_machine_reads_for_somebody_who_has_left_meanwhile(school: School, cast: Cast) -> None:
    started = start_import(
        by=cast.sam, school=school, name="p.md", media_type="text/markdown", content=SMALL.encode()
    )
    cast.sam.roles_held.update(ends_on=today() - timedelta(days=1))
    read_import(started.pk)
    assert Version.objects.count() == 1


def test_the_command_line_imports_into_the_one_school(
    school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "policy.md"
    path.write_text(SMALL)
    assert main(["policy", "import", str(path)]) == 0
    assert "Larkfield Primary now looks at version 1" in capsys.readouterr().out
    assert Version.objects.get().source_name == "policy.md"
    assert main(["policy", "import", str(path), "--school", "larkfield"]) == 1
    assert "exactly this file already" in capsys.readouterr().err
    assert main(["policy", "import", str(path), "--school", "elsewhere"]) == 1
    assert "There is no school called elsewhere." in capsys.readouterr().err


def test_two_uploads_at_once_end_as_one_version_and_one_plain_refusal(
    school: School, cast: Cast
) -> None:
    both = [
        start_import(
            by=cast.ruth, school=school, name="p.md", media_type="text/markdown", content=text
        )
        for text in (SMALL.encode(), SMALL.encode() + b"\nStaff must be kind.\n")
    ]
    first, second = (read_import(each.pk) for each in both)
    assert first.status == PolicyImport.Status.DONE
    assert (second.status, second.file) == (PolicyImport.Status.FAILED, None)
    assert "is being looked at" in second.message
    assert StoredFile.objects.count() == 1


def test_a_version_is_adopted_on_the_page(ruth: Client, school: School, cast: Cast) -> None:
    version = imported(school, cast.ruth)
    url = f"/larkfield/policy/versions/{version.pk}/adopt/"
    assertContains(ruth.get(url), "Not everything was looked at")
    page = ruth.post(
        url, {"approved_on": "1 9 2099", "approved_by": "Board", "review_on": "1 9 2100"}
    )
    assertContains(page, "Enter a date that is not in the future")
    ruth.post(url, {"approved_on": "1 9 2026", "approved_by": "Board", "review_on": "1 9 2027"})
    version.refresh_from_db()
    assert version.status == Version.Status.CURRENT


def test_a_version_is_set_aside_on_the_page(ruth: Client, school: School, cast: Cast) -> None:
    version = imported(school, cast.ruth)
    ruth.post(f"/larkfield/policy/versions/{version.pk}/discard/")
    version.refresh_from_db()
    assert version.status == Version.Status.DISCARDED


@pytest.mark.parametrize("who", ["helen", "sam", "grace", "mohammed", "owen"])
def test_the_door_opens_to_head_and_leaders_alone(
    cast: Cast, client_for: ClientFor, who: str
) -> None:
    expected = 200 if who in {"helen", "sam"} else 404
    assert client_for(getattr(cast, who)).get(IMPORT).status_code == expected
