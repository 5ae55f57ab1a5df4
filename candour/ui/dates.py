"""Dates and times as people read and write them: 12 September 2026, 08:10, "due in 5 days"."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.utils import timezone

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4}|\d{2})")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s./-]+([a-z]{3,9})\.?[\s.,/-]+(\d{4}|\d{2})")


def _local(value: date | datetime) -> date | datetime:
    """The same moment on the school's clock; plain dates pass through."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def day(value: date | datetime) -> str:
    """12 September 2026, on the school's clock."""
    local = _local(value)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}"


def clock(value: datetime) -> str:
    """08:10, on the school's clock."""
    return f"{_local(value):%H:%M}"


def moment(value: date | datetime) -> str:
    """12 September 2026, 08:10. A plain date has no time of day and is written as ``day``."""
    return f"{day(value)}, {clock(value)}" if isinstance(value, datetime) else day(value)


def when_due(value: date | datetime, today: date) -> str:
    """How far a due date is from today: "due in 5 days", "due tomorrow", "due today", "2 days
    late"."""
    local = _local(value)
    due = local.date() if isinstance(local, datetime) else local
    days = (due - today).days
    if days == 0:
        return "due today"
    if days == 1:
        return "due tomorrow"
    if days > 1:
        return f"due in {days} days"
    return "1 day late" if days == -1 else f"{-days} days late"


def _month(word: str) -> int:
    """The month that a word of at least three letters begins ("sept", "sep", "september")."""
    for number, name in enumerate(MONTHS, start=1):
        if name.lower().startswith(word):
            return number
    raise ValueError(f"{word} is not a month")


def _year(text: str) -> int:
    """A year in full. Two figures mean this century, since no date a school types is older than
    that
    and written so: 26 is 2026."""
    return int(text) + 2000 if len(text) == 2 else int(text)


def read_day(text: str) -> date:
    """Read a date as people in Britain write it, day before month.

    Takes 12 9 2026, 12/9/26, 12.09.2026, 12-9-2026, 2026-09-12, 12 September 2026, 12th Sept. 2026.
    Raises ValueError when it is none of these or there is no such day.
    """
    clean = " ".join(text.split()).lower()
    if found := _ISO.fullmatch(clean):
        year, month, number = (int(part) for part in found.groups())
        return date(year, month, number)
    if found := _NUMBERS.fullmatch(clean):
        return date(_year(found[3]), int(found[2]), int(found[1]))
    if found := _WORDS.fullmatch(clean):
        return date(_year(found[3]), _month(found[2]), int(found[1]))
    raise ValueError(f"{text!r} is not a date")
