"""When duties are due, how long proof counts, and what 1 September does."""

from __future__ import annotations

from datetime import date

import pytest

from candour.policy.models import Duty
from candour.policy.rules.duties import (
    due_after,
    expires_by_default,
    first_due,
    in_new_year,
    notice_days,
    year_start,
)

SEPTEMBER = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("rhythm", "expected"),
    [
        ("weekly", date(2026, 2, 7)),
        ("monthly", date(2026, 2, 28)),
        ("termly", date(2026, 5, 31)),
        ("yearly", date(2027, 1, 31)),
        ("two_yearly", date(2028, 1, 31)),
        ("once", None),
        ("continuous", None),
        ("on_change", None),
    ],
)
def test_due_again_after_one_turn_of_the_rhythm(rhythm: str, expected: date | None) -> None:
    assert due_after(rhythm, date(2026, 1, 31)) == expected


@pytest.mark.parametrize(
    ("rhythm", "expected"), [("weekly", 2), ("monthly", 10), ("termly", 30), ("once", 30)]
)
def test_due_soon_is_a_third_of_the_rhythm_and_at_most_30_days(rhythm: str, expected: int) -> None:
    assert notice_days(rhythm) == expected


def test_a_new_owner_has_half_a_term_or_one_turn() -> None:
    assert first_due("yearly", date(2026, 1, 1)) == date(2026, 2, 12)
    assert first_due("weekly", date(2026, 1, 1)) == date(2026, 1, 8)


def test_proof_counts_as_long_as_its_control_says_else_one_turn() -> None:
    assert expires_by_default("yearly", 400, date(2026, 1, 1)) == date(2027, 2, 5)
    assert expires_by_default("monthly", None, date(2026, 1, 1)) == date(2026, 2, 1)
    assert expires_by_default("once", None, date(2026, 1, 1)) is None


def test_the_school_year_begins_on_1_september() -> None:
    assert year_start(date(2026, 8, 31)) == date(2025, 9, 1)
    assert year_start(SEPTEMBER) == SEPTEMBER


def test_everybody_is_asked_anew_by_30_september() -> None:
    duty = Duty(rhythm="yearly", next_due=date(2027, 3, 1))
    in_new_year(duty, starts_again=True, last=date(2026, 8, 31), begins=SEPTEMBER)
    assert (duty.counts_from, duty.next_due) == (SEPTEMBER, date(2026, 9, 30))


@pytest.mark.parametrize(
    ("last", "due", "expected"),
    [
        (None, None, date(2026, 10, 31)),
        (date(2026, 3, 1), date(2027, 3, 1), date(2026, 10, 31)),
        (date(2026, 6, 1), date(2027, 6, 1), date(2027, 6, 1)),
        (date(2025, 9, 20), date(2026, 9, 20), date(2026, 9, 20)),
        (date(2025, 5, 1), date(2026, 5, 1), date(2026, 5, 1)),
    ],
    ids=[
        "never done",
        "done in spring",
        "done in summer",
        "a nearer date stays",
        "late stays late",
    ],
)
def test_other_yearly_duties_are_due_by_the_end_of_october(
    last: date | None, due: date | None, expected: date
) -> None:
    duty = Duty(rhythm="yearly", next_due=due)
    in_new_year(duty, starts_again=False, last=last, begins=SEPTEMBER)
    assert (duty.counts_from, duty.next_due) == (None, expected)


def test_the_new_year_leaves_other_rhythms_and_what_does_not_apply_alone() -> None:
    for duty in (
        Duty(rhythm="monthly", next_due=date(2026, 9, 9)),
        Duty(rhythm="yearly", next_due=date(2026, 9, 9), not_applicable_because="No channels."),
    ):
        in_new_year(duty, starts_again=True, last=None, begins=SEPTEMBER)
        assert (duty.counts_from, duty.next_due) == (None, date(2026, 9, 9))
