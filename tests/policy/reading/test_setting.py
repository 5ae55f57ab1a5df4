"""Who "I" and "we" are, and whom headings and lists of scope name."""

from __future__ import annotations

import pytest

from candour.policy.reading import read_policy_bytes
from candour.policy.reading.setting import Setting, speaker_of


def binds(text: str) -> list[tuple[str, ...]]:
    return [c.binds for c in read_policy_bytes(text.encode(), name="policy.txt").clauses]


@pytest.mark.parametrize(
    ("text", "form", "speaker"),
    [
        ("I will be kind.", "Signed ____ (parent or carer)", {"Par"}),
        ("I will not post pictures of other people's children.", "", {"Par"}),
        ("I tell a grown-up if I am worried.", "", {"Pup"}),
        ("I will not name my colleagues.", "", {"Staff"}),
        ("I will be kind.", "", set()),
        ("I will ask my teacher. I will tell my child.", "", set()),
    ],
)
def test_who_says_i(text: str, form: str, speaker: set[str]) -> None:
    assert speaker_of([text], [form]) == speaker


def test_each_agreement_of_several_speaks_for_its_own_people() -> None:
    text = (
        "Agreements\n\nPart one\n\nI tell a grown-up if I am sad.\nI will share nicely.\n\n"
        "Part two\n\nI will talk to my child about apps.\nI will not film at concerts.\n"
    )
    assert binds(text) == [("Pup",), ("Pup",), ("Par",), ("Par",)]


def test_we_the_children_are_not_the_school() -> None:
    text = "Charter\n\nWe, the children of Amber Hill, promise to:\n\n• be kind\n\nWe will not:\n\n"
    assert binds(text + "• tease\n• spread rumours\n") == [("Pup",)] * 3


def test_a_heading_about_accounts_binds_those_who_run_them() -> None:
    setting = Setting()
    setting.enter(1, "The school's own channels")
    assert setting.addressed() == {"Admin"}
    setting.enter(1, "If a parent or pupil contacts you")
    assert setting.addressed() == frozenset()


def test_the_one_told_is_not_the_one_bound() -> None:
    assert binds("Problems\n\nTell the headteacher.\n") == [("All",)]
