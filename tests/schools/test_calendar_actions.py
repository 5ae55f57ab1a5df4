"""Terms and closed days by hand and from a file, each act with its entry and its undo."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from candour.audit.models import Entry
from candour.kit.access import Machine, Refused
from candour.schools import actions
from candour.schools.calendar import closed_days, is_school_day, term_dates, terms
from candour.schools.models import ClosedDay, School
from candour.schools.planned import PlannedDay, PlannedTerm
from candour.schools.queries import calendar_page, closure_of

pytestmark = pytest.mark.django_db
AUTUMN = ("Autumn term", date(2026, 9, 3), date(2026, 12, 18))
SPRING = ("Spring term", date(2027, 1, 5), date(2027, 3, 25))
FIRST, LAST = date(2026, 10, 26), date(2026, 11, 2)


@pytest.fixture
def office(school: School) -> Machine:
    """Somebody who keeps this school's calendar."""
    return Machine("office", school.id, frozenset({"schools.calendar.manage"}))


def kinds() -> list[str]:
    ours = Entry.objects.filter(kind__startswith="schools.").order_by("sequence")
    return list(ours.values_list("kind", flat=True))


def add_term(by: Machine, school: School, term: tuple[str, date, date] = AUTUMN) -> object:
    name, starts_on, ends_on = term
    return actions.add_term(by=by, school=school, name=name, starts_on=starts_on, ends_on=ends_on)


def test_terms_are_kept_in_order_by_academic_year(school: School, office: Machine) -> None:
    add_term(office, school, SPRING)
    add_term(office, school)
    assert term_dates(school, 2026) == [AUTUMN, SPRING]
    assert term_dates(school, 2025) == []
    assert kinds() == ["schools.term.added"] * 2


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "says"),
    [
        (date(2026, 12, 18), date(2027, 1, 4), "overlaps with Autumn term"),
        (date(2026, 8, 1), date(2026, 9, 3), "overlaps"),
        (date(2027, 3, 2), date(2027, 3, 1), "before it starts"),
        (date(2027, 1, 5), date(2027, 9, 1), "longer than 200 days"),
    ],
)
def test_a_term_that_does_not_fit_is_refused(
    school: School, office: Machine, starts_on: date, ends_on: date, says: str
) -> None:
    add_term(office, school)
    with pytest.raises(Refused, match=says):
        add_term(office, school, ("Another", starts_on, ends_on))
    assert term_dates(school, 2026) == [AUTUMN]


def test_a_term_is_changed_and_the_change_undone(school: School, office: Machine) -> None:
    add_term(office, school)
    (term,) = terms(school)
    same = dict(zip(("name", "starts_on", "ends_on"), AUTUMN, strict=True))
    assert actions.change_term(by=office, school=school, term=term, **same) is None
    later = {**same, "starts_on": date(2026, 9, 7)}
    act = actions.change_term(by=office, school=school, term=term, **later)
    assert term_dates(school, 2026) == [("Autumn term", date(2026, 9, 7), AUTUMN[2])]
    actions.undo_calendar(by=office, school=school, act=act)
    assert [each.id for each in terms(school)] == [term.id]
    assert kinds() == ["schools.term.added", "schools.term.changed", "schools.calendar.undone"]


def test_a_removed_term_comes_back_once_unless_its_place_is_taken(
    school: School, office: Machine
) -> None:
    add_term(office, school)
    act = actions.remove_term(by=office, school=school, term=terms(school)[0])
    assert terms(school) == []
    instead = add_term(office, school, ("Michaelmas term", AUTUMN[1], AUTUMN[2]))
    with pytest.raises(Refused, match="overlaps with Michaelmas term"):
        actions.undo_calendar(by=office, school=school, act=act)
    actions.undo_calendar(by=office, school=school, act=instead)
    actions.undo_calendar(by=office, school=school, act=act)
    assert term_dates(school, 2026) == [AUTUMN]
    for wrong in (act, uuid4()):
        with pytest.raises(Refused, match="nothing left to undo"):
            actions.undo_calendar(by=office, school=school, act=wrong)


def test_closed_days_are_weekdays_and_make_one_run(school: School, office: Machine) -> None:
    actions.add_closure(
        by=office, school=school, first=FIRST, last=LAST, kind="holiday", words="Half term"
    )
    assert [each.day.day for each in closed_days(school)] == [26, 27, 28, 29, 30, 2]
    (year,) = calendar_page(school, date(2026, 9, 14))
    (run,) = year.closures
    assert (run.first.day, run.last.day, str(run.first)) == (FIRST, LAST, "Half term")
    assert not is_school_day(school, date(2026, 10, 28))


def test_a_day_is_closed_for_one_reason(school: School, office: Machine) -> None:
    close = {"by": office, "school": school, "last": FIRST}
    actions.add_closure(first=FIRST, kind="inset", **close)
    with pytest.raises(Refused, match="already"):
        actions.add_closure(first=FIRST, kind="holiday", **close)
    with pytest.raises(Refused, match="before the first"):
        actions.add_closure(first=LAST, kind="holiday", **close)
    with pytest.raises(Refused, match="weekend"):
        actions.add_closure(
            by=office,
            school=school,
            first=date(2026, 10, 24),
            last=date(2026, 10, 25),
            kind="inset",
        )
    with pytest.raises(Refused, match="100 days"):
        actions.add_closure(
            by=office, school=school, first=FIRST, last=date(2027, 8, 31), kind="inset"
        )


def test_a_closure_is_changed_removed_and_put_back(school: School, office: Machine) -> None:
    actions.add_closure(by=office, school=school, first=FIRST, last=FIRST, kind="inset")
    old = closure_of(school, closed_days(school)[0].id)
    assert old is not None
    wanted = {"first": FIRST, "last": LAST, "kind": "holiday", "words": "Half term"}
    changed = actions.change_closure(by=office, school=school, closure=old, **wanted)
    new = closure_of(school, closed_days(school)[0].id)
    assert new is not None
    assert actions.change_closure(by=office, school=school, closure=new, **wanted) is None
    actions.remove_closure(by=office, school=school, closure=new)
    assert closed_days(school) == []
    actions.undo_calendar(by=office, school=school, act=changed)
    assert [each.kind for each in closed_days(school)] == [ClosedDay.Kind.INSET]
    assert kinds() == [
        "schools.closure.added",
        "schools.closure.changed",
        "schools.closure.removed",
        "schools.calendar.undone",
    ]


def test_an_import_adds_what_is_missing_once_and_can_be_undone(
    school: School, office: Machine
) -> None:
    add_term(office, school)
    overlapping = PlannedTerm("Term 1", date(2026, 9, 1), date(2026, 10, 23))
    plan = {
        "terms": [PlannedTerm(*AUTUMN), PlannedTerm(*SPRING), overlapping],
        "days": [PlannedDay(FIRST, "holiday", "Half term"), PlannedDay(FIRST, "inset", "INSET")],
    }
    act = actions.import_calendar(by=office, school=school, **plan)
    assert term_dates(school, 2026) == [AUTUMN, SPRING]
    assert [each.words for each in closed_days(school)] == ["Half term"]
    assert actions.import_calendar(by=office, school=school, **plan) is None
    assert Entry.objects.get(kind="schools.calendar.imported").facts == {"terms": 1, "days": 1}
    actions.undo_calendar(by=office, school=school, act=act)
    assert (term_dates(school, 2026), closed_days(school)) == ([AUTUMN], [])


def test_others_may_not(school: School) -> None:
    nobody = Machine("reader", school.id)
    with pytest.raises(Refused):
        add_term(nobody, school)
    assert terms(school) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_calendar_page_costs_two_queries(
    school: School,
    office: Machine,
    rows: int,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    for number in range(rows):
        year = 2026 + number
        add_term(office, school, ("Autumn", date(year, 9, 3), date(year, 12, 18)))
        day = date(year, 11, 3)
        actions.add_closure(by=office, school=school, first=day, last=day, kind="inset")
    with django_assert_num_queries(2):
        assert len(calendar_page(school, date(2026, 9, 14))) == rows
