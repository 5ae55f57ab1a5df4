"""``candour setup``: the first school, its head, and the link that lets her in without mail."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django_scopes import scope

from candour.audit.models import Entry
from candour.config.commands.setup import Answers, _set_up
from candour.keys.queries import data_key
from candour.kit.access import Refused
from candour.kit.clock import now
from candour.people.models import Role, SignInLink
from candour.people.queries import holders
from candour.schools.models import School

ANSWERS = Answers("Brookside School", "brookside", "Nia", "Rees", "nia.rees@brookside.example")
FLAGS = [
    *("--school", ANSWERS.school, "--slug", ANSWERS.slug, "--head-given", ANSWERS.head_given),
    *("--head-family", ANSWERS.head_family, "--head-email", ANSWERS.head_email),
]


def test_a_school_gets_keys_and_its_head(db: None) -> None:
    head, secret = _set_up(ANSWERS, show_link=False)
    school = School.objects.get(slug="brookside")
    assert holders(school, Role.HEAD) == [head]
    assert len(data_key(school.pk)) == 32
    assert secret == ""


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("slug", "sign-in", "uses the address 'sign-in' itself"),
        ("slug", "Brook Side", "small letters"),
        ("head_email", "nia", "not an e-mail address"),
        ("head_given", "", "both names"),
    ],
)
def test_a_wrong_answer_leaves_nothing_behind(
    db: None, field: str, value: str, reason: str
) -> None:
    with pytest.raises(Refused, match=reason):
        _set_up(Answers(**{**vars(ANSWERS), field: value}), show_link=True)
    assert not School.objects.exists()


def test_a_link_lets_the_head_in_once(db: None) -> None:
    head, secret = _set_up(ANSWERS, show_link=True)
    assert secret not in str(SignInLink.objects.values_list("secret_hash", flat=True))
    client, path = Client(), f"/sign-in/link/{secret}/"
    assert "Nia Rees" in client.get(path).content.decode()
    assert client.get("/account/devices/").status_code == 302
    assert client.post(path).headers["Location"] == "/"
    assert client.get("/").headers["Location"] == "/account/second-step/?next=/"
    assert Client().post(path).status_code == 403
    with scope(school=head.school):
        found = Entry.objects.filter(kind__startswith="people.link")
        kinds = sorted(found.values_list("kind", flat=True))
    assert kinds == ["people.link.made", "people.link.used"]


def test_a_link_dies_within_the_hour_and_a_made_up_one_never_lived(db: None) -> None:
    _, secret = _set_up(ANSWERS, show_link=True)
    with time_machine.travel(now() + timedelta(minutes=61)):
        assert Client().post(f"/sign-in/link/{secret}/").status_code == 403
    assert Client().post("/sign-in/link/made-up/").status_code == 404


@pytest.mark.slow
def test_the_command_from_nothing_and_again(tmp_path: Path) -> None:
    def setup(*words: str) -> subprocess.CompletedProcess[str]:
        kept = {"PATH": os.environ["PATH"], "CANDOUR_DATA": str(tmp_path / "data")}
        command = [sys.executable, "-m", "candour.config.cli", "setup", "--no-input", *words]
        return subprocess.run(command, env=kept, capture_output=True, text=True, check=False)

    first = setup(*FLAGS, "--show-link")
    assert (first.returncode, first.stderr) == (0, "")
    assert re.search(r"http://localhost:8000/sign-in/link/\S{43}/", first.stdout)
    again = setup(*FLAGS)
    assert again.returncode == 1
    assert again.stderr == "candour: There is a school at the address 'brookside' already.\n"
    assert setup("--school", "B").returncode == 2
    (tmp_path / "data/keys/master.key").unlink()
    lost = setup(*FLAGS)
    assert lost.returncode == 1
    assert "no new one was made" in lost.stderr
