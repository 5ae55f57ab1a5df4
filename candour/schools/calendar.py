"""The school's year: academic years, terms and school days, asked by every app.

The academic year in England begins on 1 September (Education Act 1996, section 579, "school year":
from the start of the first term after July). A school day is a Monday to Friday inside a term that
is not a closed day. For an academic year without terms each weekday counts unless it is closed, so
that due dates can be worked out before anybody has entered the terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from candour.schools.models import ClosedDay, School, Term

_FIRST_MONTH = 9
_SATURDAY = 5
_LOOK_AHEAD = 800
_DAY = timedelta(days=1)


def academic_year(day: date) -> int:
    """The calendar year in which this day's academic year began: 2026 for 14 March 2027."""
    return day.year if day.month >= _FIRST_MONTH else day.year - 1


def academic_year_start(day: date) -> date:
    """1 September of this day's academic year."""
    return date(academic_year(day), _FIRST_MONTH, 1)


def academic_year_end(day: date) -> date:
    """31 August of this day's academic year."""
    return date(academic_year(day) + 1, 8, 31)


def next_first_of_september(day: date) -> date:
    """The first 1 September after this day; on a 1 September, that of the following year."""
    return date(academic_year(day) + 1, _FIRST_MONTH, 1)


def academic_year_name(year: int) -> str:
    """How people write it: 2026 to 2027."""
    return f"{year} to {year + 1}"


@dataclass(frozen=True)
class SchoolCalendar:
    """Terms and closed days of one school, to be asked about many days without a query for each."""

    terms: tuple[Term, ...]
    closed: dict[date, ClosedDay]

    def term_on(self, day: date) -> Term | None:
        """The term that runs on this day, if one does."""
        return next((t for t in self.terms if t.starts_on <= day <= t.ends_on), None)

    def is_school_day(self, day: date, *, for_staff: bool = False) -> bool:
        """Whether there are lessons; with ``for_staff``, whether staff work (INSET days count)."""
        if day.weekday() >= _SATURDAY:
            return False
        if (shut := self.closed.get(day)) is not None:
            return for_staff and shut.kind == ClosedDay.Kind.INSET
        return self.term_on(day) is not None or not self._has_terms(academic_year(day))

    def _has_terms(self, year: int) -> bool:
        return any(academic_year(term.starts_on) == year for term in self.terms)

    def next_school_day(self, after: date, *, for_staff: bool = False) -> date:
        """The first school day later than ``after``. Raises LookupError when there is none within
        800 days, which only a calendar that closes everything can bring about."""
        for day in _days(after + _DAY, after + _LOOK_AHEAD * _DAY):
            if self.is_school_day(day, for_staff=for_staff):
                return day
        raise LookupError(f"no school day within {_LOOK_AHEAD} days of {after}")

    def add_school_days(self, start: date, count: int, *, for_staff: bool = False) -> date:
        """The day that is ``count`` school days after ``start``; ``start`` itself for 0."""
        day = start
        for _ in range(count):
            day = self.next_school_day(day, for_staff=for_staff)
        return day

    def school_days_between(self, first: date, last: date, *, for_staff: bool = False) -> int:
        """How many school days lie between two days, both included; 0 when last is before first."""
        return sum(self.is_school_day(day, for_staff=for_staff) for day in _days(first, last))


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + number * _DAY


def make_calendar(terms: Iterable[Term], closed: Iterable[ClosedDay]) -> SchoolCalendar:
    """A calendar of these terms and closed days."""
    in_order = tuple(sorted(terms, key=lambda term: term.starts_on))
    return SchoolCalendar(in_order, {each.day: each for each in closed})


def calendar_of(school: School) -> SchoolCalendar:
    """The school's calendar, in two queries."""
    return make_calendar(terms(school), closed_days(school))


def terms(school: School, year: int | None = None) -> list[Term]:
    """The school's terms, of one academic year (by its starting year) or all, in order."""
    found = Term.objects.filter(school=school, removed_in=None).order_by("starts_on")
    if year is not None:
        first = date(year, _FIRST_MONTH, 1)
        found = found.filter(starts_on__range=(first, academic_year_end(first)))
    return list(found)


def term_dates(school: School, year: int) -> list[tuple[str, date, date]]:
    """Name, first day and last day of each term of an academic year."""
    return [(term.name, term.starts_on, term.ends_on) for term in terms(school, year)]


def closed_days(school: School) -> list[ClosedDay]:
    """The school's closed days, in order."""
    return list(ClosedDay.objects.filter(school=school, removed_in=None).order_by("day"))


def is_school_day(school: School, day: date, *, for_staff: bool = False) -> bool:
    """Whether this school has lessons on this day. For many days load ``calendar_of`` once."""
    return calendar_of(school).is_school_day(day, for_staff=for_staff)


def next_school_day(school: School, after: date, *, for_staff: bool = False) -> date:
    """The first school day later than ``after``. Raises LookupError as the calendar does."""
    return calendar_of(school).next_school_day(after, for_staff=for_staff)


def school_days_between(school: School, first: date, last: date, *, for_staff: bool = False) -> int:
    """How many school days lie between two days, both included."""
    return calendar_of(school).school_days_between(first, last, for_staff=for_staff)
