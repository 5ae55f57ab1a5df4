"""Reads terms and closed days out of a calendar file (iCalendar, RFC 5545).

Schools and councils publish such files in many habits; what counts here are the words of an event
and how long it lasts. Nothing is guessed from colours or categories, and what is not recognised is
counted and left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from dateutil.rrule import rrulestr
from django.utils import timezone
from icalendar import Calendar

from candour.schools.calendar import academic_year_start
from candour.schools.models import ClosedDay
from candour.schools.planned import PlannedDay, PlannedTerm
from candour.schools.rules import LONGEST_TERM

LARGEST = 2 * 1024 * 1024
MOST_EVENTS = 5000
_MOST_REPEATS = 400
_SHORTEST_TERM = timedelta(days=14)
_LONGEST_CLOSURE = timedelta(days=70)
_AHEAD = timedelta(days=3 * 366)
_SATURDAY = 5
_DAY = timedelta(days=1)

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        ClosedDay.Kind.INSET,
        re.compile(
            r"\binset\b|\b(staff|teacher|teachers'?) (training|development)\b|\btraining day\b"
            r"|\bnon[- ]pupil\b|\bbaker day\b|\boccasional day\b|\bdevelopment day\b",
            re.I,
        ),
    ),
    (
        ClosedDay.Kind.BANK_HOLIDAY,
        re.compile(
            r"\bbank holiday\b|\bpublic holiday\b|\bgood friday\b|\beaster monday\b|\bmay day\b"
            r"|\bboxing day\b|\bchristmas day\b|\bnew year'?s day\b",
            re.I,
        ),
    ),
    (
        ClosedDay.Kind.HOLIDAY,
        re.compile(r"\bhalf[- ]?term\b|\bholidays?\b|\bvacation\b|\b\w+ break\b", re.I),
    ),
    (
        ClosedDay.Kind.CLOSURE,
        re.compile(r"\b(school|academy|nursery)\b.*\bclos(ed|ure)\b|^clos(ed|ure)\b", re.I),
    ),
)
_TERM = re.compile(
    r"\b((autumn|spring|summer|michaelmas|lent|trinity)( term)?( \d)?|term \d)\b", re.I
)
_BEGINS = re.compile(r"\b(begins?|starts?|first day|opens?|return)\b", re.I)
_ENDS = re.compile(r"\b(ends?|last day|finish(es)?|breaks? up|clos(es|e))\b", re.I)


class CalendarTrouble(Exception):
    """The file cannot be used; the message is one plain sentence that says why."""


@dataclass(frozen=True)
class Found:
    """What the file holds for us, and how many of its events were something else."""

    terms: tuple[PlannedTerm, ...]
    days: tuple[PlannedDay, ...]
    not_used: int


@dataclass(frozen=True)
class _Event:
    """Something that lasts from one day to another, both included."""

    words: str
    first: date
    last: date


def read_calendar(content: bytes, today: date) -> Found:
    """Terms and closed days of the last, this and the next three academic years.

    Raises CalendarTrouble when the content is no calendar, is damaged, too big or holds nothing
    that a school calendar holds.
    """
    events = list(_events(_parsed(content), today))
    terms, left = _terms(events)
    days: list[PlannedDay] = []
    not_used = 0
    for each in left:
        closed = list(_closed_days(each))
        days += closed
        not_used += not closed
    if not terms and not days:
        raise CalendarTrouble(
            "The file is a calendar, but it has no terms, INSET days or holidays in it."
            " Is it the school's term calendar?"
        )
    return Found(tuple(terms), tuple(sorted(days, key=lambda d: d.day)), not_used)


def _parsed(content: bytes) -> Calendar:
    if len(content) > LARGEST:
        raise CalendarTrouble("The file is larger than 2 MB, which is too big for a calendar.")
    if not content.strip():
        raise CalendarTrouble("The file is empty.")
    if b"BEGIN:VCALENDAR" not in content.upper():
        raise CalendarTrouble(
            "This is not a calendar file. Calendar files end in .ics and can be downloaded from"
            " most calendars under 'Export'."
        )
    try:
        return Calendar.from_ical(content.decode("utf-8-sig", errors="replace"))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise CalendarTrouble(
            "The calendar file is damaged: it cannot be read to its end. Download it again."
        ) from error


def _events(calendar: Calendar, today: date) -> Iterator[_Event]:
    """Every event, and every repeat of one, that touches the years we look at."""
    begin = academic_year_start(academic_year_start(today) - _DAY)
    until = academic_year_start(today) + _AHEAD
    components = calendar.walk("VEVENT")
    if len(components) > MOST_EVENTS:
        raise CalendarTrouble(
            f"The calendar has more than {MOST_EVENTS} events, which is too many."
        )
    for component in components:
        try:
            words = " ".join(str(component.get("SUMMARY", "")).split())[:200]
            first, last = _span(component)
            starts = _starts(component, first, begin, until)
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
            raise CalendarTrouble(
                "The calendar file is damaged: one of its events has no readable date."
            ) from error
        for start in starts:
            end = start + (last - first)
            if end >= begin and start <= until:
                yield _Event(words, start, end)


def _local_day(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return value


def _span(component: Any) -> tuple[date, date]:
    """First and last day, both included. DTEND excludes its day where it is a date, and midnight
    where it is a time (RFC 5545, section 3.6.1)."""
    start = component["DTSTART"].dt
    if "DTEND" in component:
        end = component["DTEND"].dt
    elif "DURATION" in component:
        end = start + component["DURATION"].dt
    else:
        end = start
    first, last = _local_day(start), _local_day(end)
    excludes = not isinstance(end, datetime) or timezone.localtime(_aware(end)).time() == time()
    if excludes and last > first:
        last -= _DAY
    if last < first:
        raise ValueError("the event ends before it starts")
    return first, last


def _aware(value: datetime) -> datetime:
    return value if timezone.is_aware(value) else timezone.make_aware(value)


def _starts(component: Any, first: date, begin: date, until: date) -> list[date]:
    """The days on which an event starts: one, or those of its rule within the years we look at, at
    most 400, so that a rule without end cannot keep us."""
    if "RRULE" not in component:
        return [first]
    rule = component["RRULE"].to_ical().decode()
    # Days are enough for us; an UNTIL in UTC would not go with a start that is a plain day.
    rule = re.sub(r"UNTIL=(\d{8})T\d{6}Z?", r"UNTIL=\1", rule)
    if re.search(r"FREQ=(HOURLY|MINUTELY|SECONDLY)", rule):
        return [first]
    repeats = rrulestr(rule, dtstart=datetime.combine(first, time()))
    window = repeats.xafter(datetime.combine(max(begin, first), time()), inc=True)
    days = (each.date() for each in islice(window, _MOST_REPEATS))
    left_out = set(_left_out(component.get("EXDATE")))
    return [day for day in days if day <= until and day not in left_out]


def _left_out(given: Any) -> Iterator[date]:
    for each in given if isinstance(given, list) else [given] if given else []:
        for moment in each.dts:
            yield _local_day(moment.dt)


def _closed_days(event: _Event) -> Iterator[PlannedDay]:
    kind = next((kind for kind, words in _KINDS if words.search(event.words)), None)
    if kind is None or event.last - event.first > _LONGEST_CLOSURE:
        return
    edge = _BEGINS.search(event.words) or _ENDS.search(event.words)
    if kind == ClosedDay.Kind.HOLIDAY and edge:
        # "Half term begins" marks one edge of a holiday; it does not say which days are closed.
        return
    for number in range((event.last - event.first).days + 1):
        day = event.first + number * _DAY
        if day.weekday() < _SATURDAY:
            yield PlannedDay(day, str(kind), event.words)


def _terms(events: Iterable[_Event]) -> tuple[list[PlannedTerm], list[_Event]]:
    """Terms, and the events that say nothing of a term. A term is one long event, or two short ones
    of which one says that it begins and the next that it ends."""
    terms: list[PlannedTerm] = []
    begins: list[tuple[str, _Event]] = []
    ends: list[tuple[str, _Event]] = []
    left: list[_Event] = []
    for event in sorted(events, key=lambda each: each.first):
        named = _TERM.search(event.words)
        closes = any(words.search(event.words) for _, words in _KINDS)
        if named is None or closes:
            left.append(event)
        elif _SHORTEST_TERM <= event.last - event.first <= LONGEST_TERM:
            terms.append(PlannedTerm(event.words[:100], event.first, event.last))
        elif _BEGINS.search(event.words):
            begins.append((_term_name(named), event))
        elif _ENDS.search(event.words):
            ends.append((_term_name(named), event))
        else:
            left.append(event)
    paired, unpaired = _paired(begins, ends)
    return sorted({*terms, *paired}, key=lambda term: term.starts_on), left + unpaired


def _term_name(named: re.Match[str]) -> str:
    words = named.group(1).lower()
    return (words if words.startswith("term") or "term" in words else f"{words} term").capitalize()


def _paired(
    begins: list[tuple[str, _Event]], ends: list[tuple[str, _Event]]
) -> tuple[list[PlannedTerm], list[_Event]]:
    """Each beginning with the first end of the same name that follows it."""
    terms: list[PlannedTerm] = []
    unpaired: list[_Event] = []
    rest = list(ends)
    for name, begin in begins:
        fits = (
            end
            for end in rest
            if end[0] == name and _DAY < end[1].last - begin.first <= LONGEST_TERM
        )
        end = next(fits, None)
        if end is None:
            unpaired.append(begin)
            continue
        rest.remove(end)
        terms.append(PlannedTerm(name, begin.first, end[1].last))
    return terms, unpaired + [end for _, end in rest]
