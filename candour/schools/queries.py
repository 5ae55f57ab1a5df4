"""What one may ask about schools: their settings, and their calendar as a page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from candour.schools.calendar import academic_year, academic_year_name, calendar_of
from candour.schools.models import ClosedDay, School, SchoolSettings, Term
from candour.schools.planned import PlannedDay
from candour.schools.rules import SettingState, setting_states

_FRIDAY = 4


def settings_of(school: School) -> SchoolSettings:
    """The school's settings in one query; empty ones, not saved, while nobody has entered any."""
    return SchoolSettings.objects.filter(school=school).first() or SchoolSettings(school=school)


def settings_page(school: School, today: date) -> list[SettingState]:
    """Every field of the settings as it stands today: one query."""
    return setting_states(settings_of(school), today)


def school_by_slug(slug: str) -> School | None:
    """The school at this address, or None."""
    return School.objects.filter(slug=slug).first()


def schools() -> list[School]:
    """Every school of this installation, by name."""
    return list(School.objects.order_by("name"))


@dataclass(frozen=True)
class Closure:
    """Closed days that follow each other for one reason, weekends between them left out."""

    days: tuple[ClosedDay, ...]

    @property
    def first(self) -> ClosedDay:
        """The first of them, whose id names them all."""
        return self.days[0]

    @property
    def last(self) -> ClosedDay:
        """The last of them."""
        return self.days[-1]


@dataclass(frozen=True)
class YearPage:
    """An academic year as the calendar page shows it."""

    year: int
    title: str
    terms: tuple[Term, ...]
    closures: tuple[Closure, ...]


def closures(days: Iterable[ClosedDay]) -> list[Closure]:
    """Closed days in runs of the same kind and words."""
    runs: list[list[ClosedDay]] = []
    for each in sorted(days, key=lambda closed: closed.day):
        if runs and _follows(runs[-1][-1], each):
            runs[-1].append(each)
        else:
            runs.append([each])
    return [Closure(tuple(run)) for run in runs]


def _follows(one: ClosedDay, other: ClosedDay) -> bool:
    """Whether ``other`` is the next weekday after ``one``, closed for the same reason in the same
    academic year."""
    gap = 3 if one.day.weekday() == _FRIDAY else 1
    return (
        (one.kind, one.words) == (other.kind, other.words)
        and other.day - one.day <= timedelta(days=gap)
        and academic_year(one.day) == academic_year(other.day)
    )


def calendar_page(school: School, today: date) -> list[YearPage]:
    """The calendar by academic year, newest first, this year always among them: two queries."""
    calendar = calendar_of(school)
    years = {academic_year(today)}
    years |= {academic_year(term.starts_on) for term in calendar.terms}
    years |= {academic_year(day) for day in calendar.closed}
    return [
        YearPage(
            year,
            academic_year_name(year),
            tuple(t for t in calendar.terms if academic_year(t.starts_on) == year),
            tuple(closures(c for d, c in calendar.closed.items() if academic_year(d) == year)),
        )
        for year in sorted(years, reverse=True)
    ]


def term_of(school: School, term_id: UUID) -> Term | None:
    """A term of the school's calendar, or None."""
    return Term.objects.filter(school=school, id=term_id, removed_in=None).first()


def closure_of(school: School, first: UUID) -> Closure | None:
    """The run of closed days that begins with this one, or None."""
    runs = closures(calendar_of(school).closed.values())
    return next((run for run in runs if run.first.id == first), None)


def planned_closures(school: School, days: Iterable[PlannedDay]) -> list[Closure]:
    """Closed days of a file in runs, as the calendar would show them; nothing is stored."""
    return closures(ClosedDay(school=school, day=d.day, kind=d.kind, words=d.words) for d in days)
