"""Terms and closed days that a calendar file brings, before anybody has said yes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from candour.schools.calendar import SchoolCalendar
from candour.schools.models import Term
from candour.schools.rules import term_problem


@dataclass(frozen=True)
class PlannedTerm:
    """A term as the file gives it."""

    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class PlannedDay:
    """A closed day as the file gives it; ``kind`` is one of ``ClosedDay.Kind``."""

    day: date
    kind: str
    words: str


@dataclass(frozen=True)
class Plan:
    """What would be added, and sentences about what would not and why."""

    terms: tuple[PlannedTerm, ...]
    days: tuple[PlannedDay, ...]
    left_out: tuple[str, ...] = ()


def not_there_yet(
    calendar: SchoolCalendar, terms: Sequence[PlannedTerm], days: Sequence[PlannedDay]
) -> Plan:
    """What of the file the calendar does not have. A term that overlaps with one that is there, or
    with an earlier one of the file, is left out; a day that is closed already stays as it is."""
    have = {(term.name, term.starts_on, term.ends_on) for term in calendar.terms}
    beside = list(calendar.terms)
    new_terms: list[PlannedTerm] = []
    left_out: list[str] = []
    for each in terms:
        if (each.name, each.starts_on, each.ends_on) in have:
            continue
        if problem := term_problem(each.starts_on, each.ends_on, beside, each.name):
            left_out.append(problem)
            continue
        new_terms.append(each)
        beside.append(Term(name=each.name, starts_on=each.starts_on, ends_on=each.ends_on))
    new_days = {each.day: each for each in reversed(days) if each.day not in calendar.closed}
    in_order = tuple(new_days[day] for day in sorted(new_days))
    return Plan(tuple(new_terms), in_order, tuple(left_out))
