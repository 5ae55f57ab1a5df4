"""The school's year: academic years, school days, and what holds for any calendar at all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.schools.calendar import (
    SchoolCalendar,
    academic_year,
    academic_year_end,
    academic_year_name,
    academic_year_start,
    make_calendar,
    next_first_of_september,
)
from candour.schools.models import ClosedDay, Term

DAY = timedelta(days=1)
AUTUMN = Term(name="Autumn term", starts_on=date(2026, 9, 3), ends_on=date(2026, 12, 18))
SPRING = Term(name="Spring term", starts_on=date(2027, 1, 5), ends_on=date(2027, 3, 25))
HALF_TERM = [
    ClosedDay(day=date(2026, 10, 26) + n * DAY, kind=ClosedDay.Kind.HOLIDAY) for n in range(5)
]
INSET = ClosedDay(day=date(2026, 11, 2), kind=ClosedDay.Kind.INSET)
LARKFIELD = make_calendar([SPRING, AUTUMN], [*HALF_TERM, INSET])

days = st.dates(date(2025, 1, 1), date(2029, 12, 31))


@st.composite
def calendars(draw: st.DrawFn) -> SchoolCalendar:
    """Any calendar: up to four terms that do not overlap, up to thirty closed days."""
    edges = sorted(draw(st.sets(days, max_size=8)))
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    terms = [Term(name=f"Term {n}", starts_on=a, ends_on=b) for n, (a, b) in enumerate(pairs)]
    kinds = st.sampled_from(list(ClosedDay.Kind))
    closed = draw(st.dictionaries(days, kinds, max_size=30))
    return make_calendar(terms, [ClosedDay(day=day, kind=kind) for day, kind in closed.items()])


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 8, 31), 2025),
        (date(2026, 9, 1), 2026),
        (date(2027, 1, 1), 2026),
        (date(2027, 8, 31), 2026),
    ],
)
def test_the_academic_year_begins_on_the_first_of_september(day: date, year: int) -> None:
    assert academic_year(day) == year
    assert academic_year_name(year) == f"{year} to {year + 1}"


@given(days)
def test_a_day_lies_in_its_academic_year(day: date) -> None:
    assert academic_year_start(day) <= day <= academic_year_end(day)
    assert academic_year(academic_year_start(day)) == academic_year(day)
    assert next_first_of_september(day) == academic_year_end(day) + DAY
    assert next_first_of_september(day) > day


@pytest.mark.parametrize(
    ("day", "lessons", "staff"),
    [
        (date(2026, 9, 2), False, False),
        (date(2026, 9, 3), True, True),
        (date(2026, 9, 5), False, False),
        (date(2026, 10, 28), False, False),
        (date(2026, 11, 2), False, True),
        (date(2026, 12, 18), True, True),
        (date(2026, 12, 21), False, False),
        (date(2027, 9, 1), True, True),
    ],
)
def test_school_days_of_larkfield(day: date, lessons: bool, staff: bool) -> None:
    """The last line: nobody has entered the terms of 2027 yet, so every weekday counts."""
    assert LARKFIELD.is_school_day(day) is lessons
    assert LARKFIELD.is_school_day(day, for_staff=True) is staff


def test_the_next_school_day_leaps_over_the_holiday_and_the_inset_day() -> None:
    friday = date(2026, 10, 23)
    assert LARKFIELD.next_school_day(friday) == date(2026, 11, 3)
    assert LARKFIELD.next_school_day(friday, for_staff=True) == date(2026, 11, 2)
    assert LARKFIELD.add_school_days(friday, 2) == date(2026, 11, 4)
    assert LARKFIELD.add_school_days(friday, 0) == friday
    assert LARKFIELD.school_days_between(friday, date(2026, 11, 4)) == 3


@given(calendars(), days)
def test_the_next_school_day_is_the_first_one_later(calendar: SchoolCalendar, day: date) -> None:
    found = calendar.next_school_day(day)
    assert found > day
    assert calendar.is_school_day(found)
    assert calendar.school_days_between(day + DAY, found) == 1


@given(calendars(), days, days, days)
def test_school_days_add_up(calendar: SchoolCalendar, a: date, b: date, c: date) -> None:
    first, middle, last = sorted((a, b, c))
    whole = calendar.school_days_between(first, last)
    parts = calendar.school_days_between(first, middle) + calendar.school_days_between(
        middle + DAY, last
    )
    assert whole == parts
    assert 0 <= whole <= (last - first).days + 1
    assert calendar.school_days_between(last, first - DAY) == 0


@given(calendars(), days)
def test_no_lessons_at_weekends_or_on_closed_days(calendar: SchoolCalendar, day: date) -> None:
    if calendar.is_school_day(day):
        assert day.weekday() < 5
        assert day not in calendar.closed
        assert calendar.is_school_day(day, for_staff=True)


def test_a_calendar_that_closes_everything_has_no_next_school_day() -> None:
    start = date(2026, 9, 1)
    shut = [ClosedDay(day=start + n * DAY, kind=ClosedDay.Kind.CLOSURE) for n in range(900)]
    with pytest.raises(LookupError):
        make_calendar([], shut).next_school_day(start)
