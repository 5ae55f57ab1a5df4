"""The doctor finds what is wrong, says what to do, and names nobody."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import LazySettings

from candour.config.doctor import examine
from candour.files.actions import store_file
from candour.people.models import Role, RoleHeld
from candour.schools.models import School
from tests.factories.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' database has no file of its own."""
    monkeypatch.setattr("candour.config.doctor.check_database", lambda: None)


def codes() -> set[str]:
    """What is found, but for what a database in memory cannot have."""
    return {each.code for each in examine()} - {"sqlite", "key", "disk"}


def test_a_fresh_school_wants_work_and_nothing_else(
    school: School, cast: Cast, settings: LazySettings
) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]
    assert codes() == {"work"}


def test_a_school_without_a_head_is_named(school: School, cast: Cast) -> None:
    RoleHeld.objects.filter(role=Role.HEAD).delete()
    [found] = [each for each in examine() if each.code == "role"]
    assert found.what == "Larkfield Primary has no headteacher today."


def test_lost_bytes_are_counted(
    school: School, cast: Cast, settings: LazySettings, tmp_path: Path
) -> None:
    store_file(by=cast.ruth, school=school, name="x", media_type="text/plain", content=b"x")
    settings.DATA = tmp_path
    assert "files" in codes()


def test_pages_for_outside_want_https(school: School, cast: Cast, settings: LazySettings) -> None:
    settings.ALLOWED_HOSTS = ["candour.larkfield.example"]
    assert "https" in codes()


def test_mail_to_nowhere_is_said(school: School, cast: Cast, settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert "mail" in codes()


def test_the_command_answers_one_and_one_document(tmp_path: Path) -> None:
    environment = {**os.environ, "CANDOUR_DATA": str(tmp_path), "CANDOUR_DATABASE_URL": ""}
    environment["DJANGO_SETTINGS_MODULE"] = "candour.config.settings"
    done = subprocess.run(
        [sys.executable, "-m", "candour.config.cli", "doctor", "--json"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert [each["code"] for each in json.loads(done.stdout)["findings"]] == ["database"]
