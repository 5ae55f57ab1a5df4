"""How the sample school is reached, and when it is open. Everything here is invented; the telephone
numbers come from the range kept free for fiction."""

from __future__ import annotations

from datetime import date

from candour.kit.clock import today
from candour.people.models import Person
from candour.schools.actions import add_closure, add_term, change_settings
from candour.schools.calendar import academic_year
from candour.schools.models import School

SETTINGS = {
    "address": "Larkfield Primary\nOrchard Lane\nLarkfield",
    "telephone": "01632 960101",
    "office_email": "office@larkfield.example",
    "website": "https://www.larkfield.example/",
    "dsl_telephone": "01632 960102",
    "out_of_hours": "The office opens at 08:00 on school days. At other times ring 999 if somebody"
    " is in danger, or the council's children's line.",
    "complaints_url": "https://www.larkfield.example/complaints",
}


def describe_place(head: Person, school: School) -> None:
    """Contact details and this year's terms. Some fields stay empty, to show what an empty one
    looks like (T-15)."""
    change_settings(by=head, school=school, values=SETTINGS)
    year = academic_year(today())
    terms = (
        ("Autumn term", date(year, 9, 3), date(year, 12, 18)),
        ("Spring term", date(year + 1, 1, 4), date(year + 1, 3, 26)),
        ("Summer term", date(year + 1, 4, 12), date(year + 1, 7, 21)),
    )
    for name, first, last in terms:
        add_term(by=head, school=school, name=name, starts_on=first, ends_on=last)
    half_term = (date(year, 10, 26), date(year, 10, 30))
    add_closure(
        by=head,
        school=school,
        first=half_term[0],
        last=half_term[1],
        kind="holiday",
        words="Autumn half-term",
    )
