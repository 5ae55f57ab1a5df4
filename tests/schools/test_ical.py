"""Calendar files: the habits in which schools write them, and files that cannot be used."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest

from candour.schools.ical import CalendarTrouble, Found, read_calendar
from candour.schools.planned import PlannedDay, PlannedTerm

TODAY = date(2026, 9, 14)


def calendar(*events: str) -> bytes:
    """A calendar file of these events, each as lines of its own."""
    bodies = "".join(
        f"BEGIN:VEVENT\nUID:{n}@larkfield.example\nDTSTAMP:20260901T080000Z\n{event}\nEND:VEVENT\n"
        for n, event in enumerate(events)
    )
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Larkfield//EN\n{bodies}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def whole_day(words: str, first: str, after: str = "") -> str:
    """An event of whole days; ``after`` is the day after its last, as the standard has it."""
    end = f"\nDTEND;VALUE=DATE:{after}" if after else ""
    return f"SUMMARY:{words}\nDTSTART;VALUE=DATE:{first}{end}"


def read(*events: str) -> Found:
    return read_calendar(calendar(*events), TODAY)


def test_a_term_as_one_long_event() -> None:
    found = read(whole_day("Autumn Term 2026", "20260903", "20261219"))
    assert found.terms == (PlannedTerm("Autumn Term 2026", date(2026, 9, 3), date(2026, 12, 18)),)


def test_a_term_as_its_first_and_its_last_day() -> None:
    found = read(
        whole_day("Spring term ends", "20270325"),
        whole_day("First day of Spring Term", "20270105"),
        whole_day("Autumn term begins", "20260903"),
        whole_day("Autumn term finishes", "20261218"),
    )
    assert found.terms == (
        PlannedTerm("Autumn term", date(2026, 9, 3), date(2026, 12, 18)),
        PlannedTerm("Spring term", date(2027, 1, 5), date(2027, 3, 25)),
    )
    assert found.not_used == 0


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("INSET Day 1", "inset"),
        ("Staff training day - no pupils", "inset"),
        ("Non-pupil day", "inset"),
        ("Early May Bank Holiday", "bank_holiday"),
        ("Good Friday", "bank_holiday"),
        ("Half term", "holiday"),
        ("Autumn half-term holiday", "holiday"),
        ("Christmas break", "holiday"),
        ("School closed for polling", "closure"),
    ],
)
def test_why_a_day_is_closed(words: str, kind: str) -> None:
    found = read(whole_day(words, "20261026"))
    assert found.days == (PlannedDay(date(2026, 10, 26), kind, words),)


@pytest.mark.parametrize(
    "words", ["Sports day", "Year 5 trip", "Half term begins", "Breakfast club closes early"]
)
def test_what_is_something_else_is_counted_and_left(words: str) -> None:
    found = read(whole_day(words, "20261027"), whole_day("INSET day", "20261102"))
    assert [each.words for each in found.days] == ["INSET day"]
    assert found.not_used == 1


def test_a_holiday_leaves_weekends_out() -> None:
    found = read(whole_day("Half term", "20261024", "20261102"))
    assert [each.day.day for each in found.days] == [26, 27, 28, 29, 30]


def test_an_event_with_times_of_day_and_a_zone() -> None:
    found = read(
        "SUMMARY:INSET day\nDTSTART;TZID=Europe/London:20261102T083000\nDURATION:PT7H",
        "SUMMARY:Bank holiday\nDTSTART:20270502T230000Z\nDTEND:20270503T230000Z",
    )
    assert [each.day for each in found.days] == [date(2026, 11, 2), date(2027, 5, 3)]


def test_repeats_end_where_we_stop_looking() -> None:
    found = read(
        "SUMMARY:INSET day\nDTSTART;VALUE=DATE:20200101\nRRULE:FREQ=WEEKLY;BYDAY=MO\n"
        "EXDATE;VALUE=DATE:20260914",
        "SUMMARY:Staff training day\nDTSTART:20260909T080000Z\n"
        "RRULE:FREQ=YEARLY;UNTIL=20280101T000000Z",
    )
    mondays = [each.day for each in found.days if each.words == "INSET day"]
    assert len(mondays) < 400
    assert mondays[0] == date(2025, 9, 1)
    assert max(mondays) < date(2029, 9, 30)
    assert date(2026, 9, 14) not in mondays
    assert date(2026, 9, 21) in mondays
    yearly = [each.day for each in found.days if each.words == "Staff training day"]
    assert yearly == [date(2026, 9, 9), date(2027, 9, 9)]


def test_years_that_are_long_over_are_left_out() -> None:
    found = read(whole_day("INSET day", "20190902"), whole_day("INSET day", "20260902"))
    assert [each.day for each in found.days] == [date(2026, 9, 2)]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"  \r\n ", "empty"),
        (b"<!doctype html><title>Sign in</title>", "not a calendar file"),
        (b"%PDF-1.7 \xff\xfe\x00", "not a calendar file"),
        (b"BEGIN:VCALENDAR" + b" " * (2 * 1024 * 1024), "2 MB"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:INSET", "damaged"),
        (calendar(whole_day("INSET day", "2026-99-99")), "damaged"),
        (calendar("SUMMARY:INSET day"), "damaged"),
        (calendar(whole_day("INSET day", "20261102", "20261001")), "damaged"),
        (calendar("SUMMARY:INSET day\nDTSTART;VALUE=DATE:20261102\nRRULE:FREQ=OFTEN"), "damaged"),
        (calendar(), "no terms"),
        (calendar(whole_day("Sports day", "20270610")), "no terms"),
        (calendar(*[whole_day("INSET day", "20261102")] * 5001), "too many"),
    ],
)
def test_files_that_cannot_be_used_get_a_plain_sentence(content: bytes, says: str) -> None:
    with pytest.raises(CalendarTrouble, match=says):
        read_calendar(content, TODAY)


@pytest.mark.parametrize("cut", range(20, 300, 7))
def test_a_file_cut_short_is_read_or_refused_and_never_breaks(cut: int) -> None:
    whole = calendar(whole_day("INSET day", "20261102"), whole_day("Half term", "20261026"))
    with contextlib.suppress(CalendarTrouble):
        assert read_calendar(whole[:cut], TODAY).days
