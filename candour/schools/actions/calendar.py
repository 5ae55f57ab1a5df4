"""Terms and closed days: added, changed, taken out, put back, taken in from a calendar file.

Each act has an id, which the rows that it added or took out carry; ``undo_calendar`` takes that id.
An action returns it, or None when it found everything as wanted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from candour.kit.access import Actor, Refused
from candour.kit.actions import action, record, unchanged
from candour.kit.events import announce
from candour.kit.ids import uuid7
from candour.schools.calendar import calendar_of, terms
from candour.schools.events import CalendarChanged
from candour.schools.models import ClosedDay, School, Term
from candour.schools.planned import PlannedDay, PlannedTerm, not_there_yet
from candour.schools.queries import Closure
from candour.schools.rules import term_problem

_SATURDAY = 5
LONGEST_CLOSURE = timedelta(days=100)


def _must_fit(school: School, name: str, starts_on: date, ends_on: date, but: Term | None) -> None:
    others = [term for term in terms(school) if but is None or term.id != but.id]
    if problem := term_problem(starts_on, ends_on, others, name):
        raise Refused(problem)


def _dates(term: Term) -> dict[str, str]:
    return {
        "name": term.name,
        "starts_on": term.starts_on.isoformat(),
        "ends_on": term.ends_on.isoformat(),
    }


@action(needs="schools.calendar.manage")
def add_term(*, by: Actor, school: School, name: str, starts_on: date, ends_on: date) -> UUID:
    """Add a term. Refused when it ends before it starts, is too long or overlaps with another."""
    _must_fit(school, name, starts_on, ends_on, None)
    act = uuid7()
    term = _new_term(school, act, PlannedTerm(name, starts_on, ends_on))
    record("schools.term.added", by=by, about=term, facts=_dates(term))
    announce(CalendarChanged(school_id=school.id))
    return act


@action(needs="schools.calendar.manage")
def change_term(
    *, by: Actor, school: School, term: Term, name: str, starts_on: date, ends_on: date
) -> UUID | None:
    """Replace a term by one with another name or other dates; refused as for a new one. The old one
    is taken out, so that the change can be undone."""
    if (term.name, term.starts_on, term.ends_on) == (name, starts_on, ends_on):
        unchanged()
        return None
    _must_fit(school, name, starts_on, ends_on, term)
    act = uuid7()
    _take_out(act, [term])
    new = _new_term(school, act, PlannedTerm(name, starts_on, ends_on))
    record("schools.term.changed", by=by, about=new, facts=_dates(new))
    announce(CalendarChanged(school_id=school.id))
    return act


@action(needs="schools.calendar.manage")
def remove_term(*, by: Actor, school: School, term: Term) -> UUID:
    """Take a term out of the calendar."""
    act = uuid7()
    _take_out(act, [term])
    record("schools.term.removed", by=by, about=term, facts=_dates(term))
    announce(CalendarChanged(school_id=school.id))
    return act


def _new_term(school: School, act: UUID, planned: PlannedTerm) -> Term:
    return Term.objects.create(
        school=school,
        name=planned.name,
        starts_on=planned.starts_on,
        ends_on=planned.ends_on,
        added_in=act,
    )


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
    school: School, act: UUID, days: Sequence[date], kind: str, words: str
) -> list[ClosedDay]:
    taken = calendar_of(school).closed
    free = [day for day in days if day not in taken]
    if not free:
        raise Refused("The calendar has those days as closed already.")
    rows = [ClosedDay(school=school, day=day, kind=kind, words=words, added_in=act) for day in free]
    return ClosedDay.objects.bulk_create(rows)


@action(needs="schools.calendar.manage")
def add_closure(
    *, by: Actor, school: School, first: date, last: date, kind: str, words: str = ""
) -> UUID:
    """Close the weekdays of a stretch that are not closed already. Refused when none is left, or
    the stretch is back to front or too long."""
    act = uuid7()
    _record_closure(
        "schools.closure.added", by, _close(school, act, _weekdays(first, last), kind, words)
    )
    return act


@action(needs="schools.calendar.manage")
def change_closure(
    *, by: Actor, school: School, closure: Closure, first: date, last: date, kind: str, words: str
) -> UUID | None:
    """Replace a run of closed days by another; refused as for a new one."""
    old = (closure.first.day, closure.last.day, closure.first.kind, closure.first.words)
    if old == (first, last, kind, words):
        unchanged()
        return None
    act = uuid7()
    _take_out(act, closure.days)
    rows = _close(school, act, _weekdays(first, last), kind, words)
    _record_closure("schools.closure.changed", by, rows)
    return act


@action(needs="schools.calendar.manage")
def remove_closure(*, by: Actor, school: School, closure: Closure) -> UUID:
    """Take a run of closed days out of the calendar."""
    act = uuid7()
    _take_out(act, closure.days)
    _record_closure("schools.closure.removed", by, closure.days)
    return act


@action(needs="schools.calendar.manage")
def import_calendar(
    *, by: Actor, school: School, terms: Sequence[PlannedTerm], days: Sequence[PlannedDay]
) -> UUID | None:
    """Take in the terms and closed days that are not there yet; those that are, or that overlap,
    are left. Doing it again changes nothing."""
    plan = not_there_yet(calendar_of(school), terms, days)
    if not plan.terms and not plan.days:
        unchanged()
        return None
    act = uuid7()
    for term in plan.terms:
        _new_term(school, act, term)
    ClosedDay.objects.bulk_create(
        ClosedDay(school=school, day=d.day, kind=d.kind, words=d.words, added_in=act)
        for d in plan.days
    )
    facts = {"terms": len(plan.terms), "days": len(plan.days)}
    record("schools.calendar.imported", by=by, about=school, facts=facts)
    announce(CalendarChanged(school_id=school.id))
    return act


@action(needs="schools.calendar.manage")
def undo_calendar(*, by: Actor, school: School, act: UUID) -> None:
    """Take out what an act added and put back what it took out. Refused when that was done already,
    or when the calendar changed since, so that what was taken out no longer fits."""
    added: list[Term | ClosedDay] = [*Term.objects.filter(added_in=act, removed_in=None)]
    added += ClosedDay.objects.filter(added_in=act, removed_in=None)
    terms_back = list(Term.objects.filter(removed_in=act))
    days_back = list(ClosedDay.objects.filter(removed_in=act))
    if not added and not terms_back and not days_back:
        raise Refused("There is nothing left to undo.")
    _take_out(uuid7(), added)
    _must_still_fit(school, terms_back, days_back)
    Term.objects.filter(removed_in=act).update(removed_in=None)
    ClosedDay.objects.filter(removed_in=act).update(removed_in=None)
    facts = {"put_back": len(terms_back) + len(days_back), "taken_out": len(added)}
    record("schools.calendar.undone", by=by, about=school, facts=facts)
    announce(CalendarChanged(school_id=school.id))


def _must_still_fit(school: School, terms_back: list[Term], days_back: list[ClosedDay]) -> None:
    calendar = calendar_of(school)
    for term in terms_back:
        if problem := term_problem(term.starts_on, term.ends_on, calendar.terms, term.name):
            raise Refused(f"This cannot be undone any more. {problem}")
    if any(day.day in calendar.closed for day in days_back):
        raise Refused("This cannot be undone any more: one of the days was closed again since.")


def _take_out(act: UUID, rows: Iterable[Term | ClosedDay]) -> None:
    """Mark rows as taken out by this act."""
    ids = [row.id for row in rows]
    Term.objects.filter(id__in=ids, removed_in=None).update(removed_in=act)
    ClosedDay.objects.filter(id__in=ids, removed_in=None).update(removed_in=act)


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
