"""Titles over documents and tables, and lines that look like titles but are none."""

from __future__ import annotations

import pytest

from candour.policy.reading import Reading, read_policy_bytes

BODY = "\n\nStaff must keep their accounts private.\n\nStaff must report concerns to the DSL.\n"


def read(text: str) -> Reading:
    return read_policy_bytes(text.encode(), name="policy.txt")


def headings(text: str) -> list[str]:
    return [f.text for f in read(text).furniture if f.kind == "heading"]


@pytest.mark.parametrize(
    "title",
    [
        "Amber Hill School: Policy on the Use of Social Media in Lessons and Clubs (May 2025)",
        "Extract from the minutes of the Full Governing Board, Amber Hill Federation, 6 May 2025",
        "Social media at Amber Hill – what we have agreed",
    ],
)
def test_a_title_at_the_head_may_be_long(title: str) -> None:
    assert headings(title + BODY) == [title]
    assert len(read(title + BODY).clauses) == 2


@pytest.mark.parametrize(
    "first", ["Staff must not use private accounts with pupils", "We ask staff to be careful"]
)
def test_a_first_line_that_asks_is_no_title(first: str) -> None:
    assert read(first + BODY).clauses[0].text == first


def test_a_case_and_a_question_head_their_answer() -> None:
    text = (
        "Can I post?\n\nNo.\n\nA parent has named my child online. What should I do?\n\n"
        "Tell the office.\n"
    )
    assert headings(text)[-1] == "A parent has named my child online. What should I do?"


def test_questions_under_ask_yourself_are_advice() -> None:
    text = "Before posting, ask yourself:\nIs it kind?\nIs it mine to tell?\n" + BODY
    assert [c.kind for c in read(text).clauses][:2] == ["advice", "advice"]


def test_contents_without_a_heading_are_set_aside() -> None:
    names = ("Purpose", "Accounts", "Photographs")
    text = "\n".join(f"{n}. {name}" for n, name in enumerate(names, 1)) + "\n\n"
    text += "".join(f"{name}\n\nStaff must follow part {name}.\n\n" for name in names)
    reading = read(text)
    assert [f.text for f in reading.furniture if f.kind == "contents"] != []
    assert len(reading.clauses) == 3


def test_a_list_repeated_below_is_not_contents() -> None:
    rules = "• Be kind\n• Ask first\n• Tell an adult\n"
    reading = read(f"Pupils must:\n{rules}\nRemember, pupils must:\n{rules}")
    assert len(reading.clauses) == 6


def test_control_details_in_one_line_are_furniture() -> None:
    text = "Policy\nOwner: Clerk; Version: 1.4; Next review: March 2027" + BODY
    assert len(read(text).clauses) == 2
