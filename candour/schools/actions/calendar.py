"""Terms and closed days: added, changed, taken out, put back, taken in from a calendar file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from candour.kit import clock
from candour.kit.access import Actor, Refused
from candour.kit.actions import action, record, unchanged
from candour.kit.events import announce
from candour.schools.calendar import calendar_of, terms
from candour.schools.events import CalendarChanged
from candour.schools.models import ClosedDay, School, Term
from candour.schools.planned import PlannedDay, PlannedTerm, not_there_yet
from candour.schools.queries import Closure
from candour.schools.rules import term_problem

_SATURDAY = 5
LONGEST_CLOSURE = timedelta(days=100)


@dataclass(frozen=True)
class CalendarChange:
    """What an act did, so that it can be undone: ids of the rows that it added and took out."""

    added: tuple[UUID, ...] = ()
    removed: tuple[UUID, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing was changed."""
        return not self.added and not self.removed


def _must_fit(school: School, name: str, starts_on: date, ends_on: date, but: Term | None) -> None:
    others = [term for term in terms(school) if but is None or term.id != but.id]
    if problem := term_problem(starts_on, ends_on, others, name):
        raise Refused(problem)


def _dates(name: str, starts_on: date, ends_on: date) -> dict[str, str]:
    return {"name": name, "starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}


@action(needs="schools.calendar.manage")
def add_term(
    *, by: Actor, school: School, name: str, starts_on: date, ends_on: date
) -> CalendarChange:
    """Add a term. Refused when it ends before it starts, is too long or overlaps with another."""
    _must_fit(school, name, starts_on, ends_on, None)
    term = Term.objects.create(school=school, name=name, starts_on=starts_on, ends_on=ends_on)
    record("schools.term.added", by=by, about=term, facts=_dates(name, starts_on, ends_on))
    announce(CalendarChanged(school_id=school.id))
    return CalendarChange(added=(term.id,))


@action(needs="schools.calendar.manage")
def change_term(
    *, by: Actor, school: School, term: Term, name: str, starts_on: date, ends_on: date
) -> CalendarChange:
    """Replace a term by one with another name or other dates; refused as for a new one. The old one
    is taken out, so that the change can be undone."""
    if (term.name, term.starts_on, term.ends_on) == (name, starts_on, ends_on):
        unchanged()
        return CalendarChange()
    _must_fit(school, name, starts_on, ends_on, term)
    _take_out([term.id])
    new = Term.objects.create(school=school, name=name, starts_on=starts_on, ends_on=ends_on)
    record("schools.term.changed", by=by, about=new, facts=_dates(name, starts_on, ends_on))
    announce(CalendarChanged(school_id=school.id))
    return CalendarChange(added=(new.id,), removed=(term.id,))


@action(needs="schools.calendar.manage")
def remove_term(*, by: Actor, school: School, term: Term) -> CalendarChange:
    """Take a term out of the calendar."""
    _take_out([term.id])
    record(
        "schools.term.removed",
        by=by,
        about=term,
        facts=_dates(term.name, term.starts_on, term.ends_on),
    )
    announce(CalendarChanged(school_id=school.id))
    return CalendarChange(removed=(term.id,))


def _weekdays(first: date, last: date) -> list[date]:
    """The weekdays of a stretch. Refused when it is back to front, too long or has none."""
    if last < first:
        raise Refused("The last day is before the first.")
    if last - first > LONGEST_CLOSURE:
        raise Refused(f"That is more than {LONGEST_CLOSURE.days} days. Enter a shorter stretch.")
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    found = [day for day in days if day.weekday() < _SATURDAY]
    if not found:
        raise Refused("Those days are a weekend: the school is not open then anyway.")
    return found


def _close(
    school: School, days: Sequence[date], kind: str, words: str, but: frozenset[UUID]
) -> list[ClosedDay]:
    taken = {d for d, c in calendar_of(school).closed.items() if c.id not in but}
    free = [day for day in days if day not in taken]
    if not free:
        raise Refused("The calendar has those days as closed already.")
    rows = [ClosedDay(school=school, day=day, kind=kind, words=words) for day in free]
    return ClosedDay.objects.bulk_create(rows)


@action(needs="schools.calendar.manage")
def add_closure(
    *, by: Actor, school: School, first: date, last: date, kind: str, words: str = ""
) -> CalendarChange:
    """Close the weekdays of a stretch that are not closed already. Refused when none is left, or
    the stretch is back to front or too long."""
    rows = _close(school, _weekdays(first, last), kind, words, frozenset())
    _record_closure("schools.closure.added", by, rows)
    return CalendarChange(added=tuple(row.id for row in rows))


@action(needs="schools.calendar.manage")
def change_closure(
    *, by: Actor, school: School, closure: Closure, first: date, last: date, kind: str, words: str
) -> CalendarChange:
    """Replace a run of closed days by another; refused as for a new one."""
    old = closure.days
    if (old[0].day, old[-1].day, old[0].kind, old[0].words) == (first, last, kind, words):
        unchanged()
        return CalendarChange()
    gone = tuple(row.id for row in old)
    _take_out(gone)
    rows = _close(school, _weekdays(first, last), kind, words, frozenset(gone))
    _record_closure("schools.closure.changed", by, rows)
    return CalendarChange(added=tuple(row.id for row in rows), removed=gone)


@action(needs="schools.calendar.manage")
def remove_closure(*, by: Actor, school: School, closure: Closure) -> CalendarChange:
    """Take a run of closed days out of the calendar."""
    gone = tuple(row.id for row in closure.days)
    _take_out(gone)
    _record_closure("schools.closure.removed", by, closure.days)
    return CalendarChange(removed=gone)


@action(needs="schools.calendar.manage")
def import_calendar(
    *, by: Actor, school: School, terms: Sequence[PlannedTerm], days: Sequence[PlannedDay]
) -> CalendarChange:
    """Take in the terms and closed days that are not there yet; those that are, or that overlap,
    are left. Doing it again changes nothing."""
    plan = not_there_yet(calendar_of(school), terms, days)
    if not plan.terms and not plan.days:
        unchanged()
        return CalendarChange()
    new_terms = Term.objects.bulk_create(
        Term(school=school, name=t.name, starts_on=t.starts_on, ends_on=t.ends_on)
        for t in plan.terms
    )
    new_days = ClosedDay.objects.bulk_create(
        ClosedDay(school=school, day=d.day, kind=d.kind, words=d.words) for d in plan.days
    )
    facts = {"terms": len(new_terms), "days": len(new_days)}
    record("schools.calendar.imported", by=by, about=school, facts=facts)
    announce(CalendarChanged(school_id=school.id))
    return CalendarChange(added=tuple(row.id for row in (*new_terms, *new_days)))


@action(needs="schools.calendar.manage")
def undo_calendar(*, by: Actor, school: School, change: CalendarChange) -> None:
    """Take out what an act added and put back what it took out. Refused when the calendar was
    changed since, so that what was taken out no longer fits."""
    taken_out = _take_out(change.added)
    calendar = calendar_of(school)
    for term in Term.objects.filter(id__in=change.removed).exclude(removed_at=None):
        if problem := term_problem(term.starts_on, term.ends_on, calendar.terms, term.name):
            raise Refused(f"This cannot be undone any more. {problem}")
    days = ClosedDay.objects.filter(id__in=change.removed).exclude(removed_at=None)
    if any(day.day in calendar.closed for day in days):
        raise Refused("This cannot be undone any more: one of the days was closed again since.")
    put_back = Term.objects.filter(id__in=change.removed).update(removed_at=None)
    put_back += ClosedDay.objects.filter(id__in=change.removed).update(removed_at=None)
    facts = {"put_back": put_back, "taken_out": taken_out}
    record("schools.calendar.undone", by=by, about=school, facts=facts)
    announce(CalendarChanged(school_id=school.id))


def _take_out(ids: Iterable[UUID]) -> int:
    """Mark rows as taken out; returns how many were in."""
    wanted, now = list(ids), clock.now()
    out = Term.objects.filter(id__in=wanted, removed_at=None).update(removed_at=now)
    return out + ClosedDay.objects.filter(id__in=wanted, removed_at=None).update(removed_at=now)


def _record_closure(kind: str, by: Actor, rows: Sequence[ClosedDay]) -> None:
    first = rows[0]
    facts = {
        "first_day": first.day.isoformat(),
        "last_day": rows[-1].day.isoformat(),
        "days": f"{len(rows)} {'day' if len(rows) == 1 else 'days'}",
        "kind": first.get_kind_display(),
    }
    record(kind, by=by, about=first, facts=facts)
    announce(CalendarChanged(school_id=first.school_id))
