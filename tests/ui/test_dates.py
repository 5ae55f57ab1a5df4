"""Dates as people write and read them."""

import contextlib
from datetime import UTC, date, datetime

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from candour.ui.dates import MONTHS, day, read_day, when_due
from tests.ui.rendering import rendered

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
WAYS = st.sampled_from(
    [
        "{d} {m} {y}",
        "{d}/{m}/{y}",
        "{d:02}/{m:02}/{s}",
        "{d}.{m}.{y}",
        "{y}-{m:02}-{d:02}",
        "{d} {word} {y}",
        " {d}th {abbr}. {y} ",
        "{d}-{ABBR}-{y}",
        "{d} {m}  {y}",
    ]
)


@given(DAYS, WAYS)
def test_read_day_reads_every_way_of_writing(given_day, way):
    word = MONTHS[given_day.month - 1]
    written = way.format(
        d=given_day.day,
        m=given_day.month,
        y=given_day.year,
        s=f"{given_day.year % 100:02}",
        word=word,
        abbr=word[:3].lower(),
        ABBR=word[:3].upper(),
    )
    assert read_day(written) == given_day


@given(DAYS)
def test_a_date_in_words_reads_back_as_itself(given_day):
    assert read_day(day(given_day)) == given_day


@pytest.mark.parametrize(
    "text", ["", "31 2 2026", "9/2026", "tomorrow", "12 Septober 2026", "1 2 3 4"]
)
def test_read_day_refuses_what_is_no_date(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the message quotes what was typed
        read_day(text)


@given(st.text(max_size=30))
def test_read_day_says_no_only_by_value_error(text):
    with contextlib.suppress(ValueError):
        assert isinstance(read_day(text), date)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 11, 29), "due in 5 days"),
        (date(2026, 11, 25), "due tomorrow"),
        (date(2026, 11, 24), "due today"),
        (date(2026, 11, 23), "1 day late"),
        (date(2026, 11, 22), "2 days late"),
    ],
)
def test_when_due_counts_days(due, words):
    assert when_due(due, date(2026, 11, 24)) == words


@time_machine.travel(datetime(2026, 9, 10, 12, tzinfo=UTC), tick=False)
def test_filters_use_the_clock_of_the_school():
    summer = datetime(2026, 9, 12, 7, 10, tzinfo=UTC)
    assert rendered("{{ d|day }}", d=summer) == "12 September 2026"
    assert rendered("{{ d|moment }}", d=summer) == "12 September 2026, 08:10"
    assert rendered("{{ d|moment }}", d=date(2026, 9, 12)) == "12 September 2026"
    assert rendered("{{ d|clock }}", d=summer) == "08:10"
    assert rendered("{{ d|when_due }}", d=date(2026, 9, 15)) == "due in 5 days"
    assert rendered("{{ d|day }}{{ d|moment }}{{ d|clock }}{{ d|when_due }}", d=None) == ""
