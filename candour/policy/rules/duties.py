"""Decisions about duties: when they are next due, how long proof counts, the 1 September reset."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from candour.people.models import Person
from candour.people.rules import has_left
from candour.policy.models import Duty
from candour.policy.rules.versions import Verdict

FIRST_WEEKS = timedelta(weeks=6)
"""How long a newly named owner has to begin: half a term, since a duty that is late on its first
day teaches people to look away."""

LONGEST_NOTICE = 30
"""Days ahead at which something is due soon, at most."""

ASKED_AGAIN_BY = (9, 30)
DONE_AGAIN_BY = (10, 31)
SUMMER_TERM = (6, 1)

_MONTHS = {"monthly": 1, "termly": 4, "yearly": 12, "two_yearly": 24}


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months on; the last day of a month that is too short."""
    whole = day.year * 12 + day.month - 1 + months
    year, month = divmod(whole, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def due_after(rhythm: str, day: date) -> date | None:
    """When a duty done on this day is due again; None for rhythms that set no date. A term counts
    as four months, because three of them make the year whatever the holidays are."""
    if rhythm == Duty.Rhythm.WEEKLY:
        return day + timedelta(days=7)
    months = _MONTHS.get(rhythm)
    return None if months is None else months_later(day, months)


def first_due(rhythm: str, today: date) -> date:
    """When a duty that was never done is due once somebody answers for it: half a term ahead, or
    after one turn of its rhythm where that is sooner."""
    turn = due_after(rhythm, today)
    return min(today + FIRST_WEEKS, turn) if turn else today + FIRST_WEEKS


def notice_days(rhythm: str) -> int:
    """How many days ahead this duty is due soon: 30, or a third of its rhythm where that is
    less."""
    start = date(2026, 1, 1)
    turn = due_after(rhythm, start)
    return LONGEST_NOTICE if turn is None else min(LONGEST_NOTICE, (turn - start).days // 3)


def expires_by_default(rhythm: str, days: int | None, collected_on: date) -> date | None:
    """The first day on which proof collected on this day no longer counts: after so many ``days``
    as its control says, else after one turn of the rhythm; None where neither sets an end."""
    if days is not None:
        return collected_on + timedelta(days=days)
    return due_after(rhythm, collected_on)


def can_attest(*, collected_on: date, expires_on: date | None, today: date) -> Verdict:
    """Whether proof with these dates can be taken."""
    if collected_on > today:
        return Verdict(False, "The day it was done lies in the future. Enter the day it was done.")
    if expires_on is not None and expires_on <= collected_on:
        return Verdict(False, "It must count until a day after it was done.")
    return Verdict(True)


def can_answer(person: Person, today: date) -> Verdict:
    """Whether a person can answer for a duty: not once they have left."""
    if has_left(person, today):
        return Verdict(False, f"{person.full_name} has left. Choose somebody who is here.")
    return Verdict(True)


def owner_today(duty: Duty, today: date) -> Person | None:
    """Who answers for the duty today: nobody, once the owner has left."""
    owner: Person | None = duty.owner
    return owner if owner is not None and can_answer(owner, today).yes else None


def year_start(today: date) -> date:
    """1 September of the school year in which this day lies."""
    return date(today.year if today.month >= 9 else today.year - 1, 9, 1)


def in_new_year(duty: Duty, *, starts_again: bool, last: date | None, begins: date) -> Duty:
    """Set a yearly duty's dates for the school year that ``begins`` (1 September); unsaved.

    Where everybody is asked anew, proof from before no longer counts and it is due by 30
    September. Every other yearly duty is due by 31 October unless it was done (``last``) since 1
    June, since work of the summer term is done for the new year; a nearer date stays, and what is
    late stays late.
    """
    if duty.rhythm != Duty.Rhythm.YEARLY or duty.not_applicable_because:
        return duty
    if starts_again:
        duty.counts_from = begins
        duty.next_due = date(begins.year, *ASKED_AGAIN_BY)
    elif last is None or last < date(begins.year, *SUMMER_TERM):
        by = date(begins.year, *DONE_AGAIN_BY)
        duty.next_due = min(duty.next_due, by) if duty.next_due else by
    return duty
