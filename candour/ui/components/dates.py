"""Filters that write dates and times as people read them."""

from datetime import date, datetime

from django.template import Library

from candour.kit.clock import today
from candour.ui import dates

register = Library()


@register.filter
def day(value: date | None) -> str:
    """12 September 2026; nothing for no date."""
    return dates.day(value) if value else ""


@register.filter
def moment(value: date | None) -> str:
    """12 September 2026, 08:10; nothing for no moment."""
    return dates.moment(value) if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """08:10; nothing for no moment."""
    return dates.clock(value) if value else ""


@register.filter
def when_due(value: date | None) -> str:
    """ "due in 5 days", "due today", "2 days late"; nothing for no date."""
    return dates.when_due(value, today()) if value else ""
