"""The model policy has every clause once, agrees with its data, and can be filled in."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from candour.policy.library import ModelClause, load_control_texts, load_model_policy
from candour.policy.library.model import KINDS, REACHES

AUDIENCES = {"Staff", "Vol", "Gov", "Pup", "Par", "Head", "SLT", "DSL", "Admin", "School", "All"}
COUNTS = {"INT": 7, "PUR": 3, "PRO": 6, "STA": 24, "PUP": 20, "OFF": 16, "FOL": 11, "PAR": 19}
SECTIONS = {
    "INT": "Introduction",
    "PUR": "Purpose",
    "PRO": "Professional communications",
    "STA": "Staff",
    "PUP": "Pupils",
    "OFF": "Official use",
    "FOL": "Following our channels",
    "PAR": "Parents and carers",
}


def test_model_policy_has_every_clause_once() -> None:
    ids = [clause.id for clause in load_model_policy()]
    wanted = {f"{part}-{n}" for part, count in COUNTS.items() for n in range(1, count + 1)}
    assert len(ids) == 106
    assert set(ids) == wanted
    assert Counter(each.split("-")[0] for each in ids) == COUNTS


@pytest.mark.parametrize("clause", load_model_policy(), ids=lambda clause: clause.id)
def test_model_clause_is_whole(clause: ModelClause) -> None:
    assert clause.section == SECTIONS[clause.id[:3]]
    assert clause.headings[0] == clause.section
    assert 1 <= len(clause.title.split()) <= 8
    assert clause.text[-1] == "."
    assert len(clause.text.split()) <= 36
    assert clause.kind in KINDS
    assert clause.reach in REACHES
    assert clause.also in ("", *REACHES)
    assert clause.also != clause.reach
    assert set(clause.binds) <= AUDIENCES
    assert clause.binds
    assert set(clause.controls) <= set(load_control_texts())
    assert clause.controls


def test_model_clauses_are_distinct() -> None:
    clauses = load_model_policy()
    assert len({clause.text for clause in clauses}) == 106
    assert len({clause.title for clause in clauses}) == 106


def test_every_list_line_of_the_text_is_a_clause() -> None:
    lines = [line for line in load_model_policy().text.splitlines() if line.startswith("- ")]
    assert len(lines) == 106


def test_places_to_fill_are_few() -> None:
    places = set(re.findall(r"\{\{([^}]+)\}\}", load_model_policy().text))
    assert places == {"school", "office telephone", "office email"}


def test_filled_text_has_no_ids_and_no_places() -> None:
    text = load_model_policy().filled(
        school="Larkfield Primary",
        office_telephone="01632 960100",
        office_email="office@larkfield.example",
    )
    assert "# Social media policy of Larkfield Primary\n" in text
    assert "please ring 01632 960100 or write to office@larkfield.example.\n" in text
    assert "{" not in text


def test_words_are_easy() -> None:
    """Flesch-Kincaid grade of about 6 to 7 is a reading age of 11 to 12."""
    words = [
        w for clause in load_model_policy() for w in re.findall(r"[a-z']+", clause.text.lower())
    ]
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", word.removesuffix("e")))) for word in words)
    grade = 0.39 * len(words) / 106 + 11.8 * syllables / len(words) - 15.59
    assert grade <= 7.5
