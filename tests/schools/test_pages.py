"""The pages of the school's settings and calendar, as those who keep them use them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from candour.schools.calendar import closed_days, term_dates, terms
from candour.schools.models import School
from candour.schools.queries import settings_of
from tests.factories.cast import Cast
from tests.schools.test_ical import calendar, whole_day

pytestmark = pytest.mark.django_db
HOME = "/larkfield/settings/"
CALENDAR = "/larkfield/settings/calendar/"
ClientFor = Callable[..., Client]
TERM = {"name": "Autumn term", "starts_on": "3 9 2026", "ends_on": "18/12/2026"}


@pytest.fixture
def office(cast: Cast, client_for: ClientFor) -> Client:
    return client_for(cast.mohammed)


def page(client: Client, address: str, **given: object) -> str:
    """A page's text, after redirects, with one space for every gap."""
    answer = client.post(address, given, follow=True) if given else client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_what_is_empty_is_said_and_what_follows_from_it(office: Client) -> None:
    text = page(office, HOME)
    assert "Families are told to telephone and find no number." in text
    assert "Letters and notices cannot say where to complain." in text
    assert "These details are right" not in text


def test_settings_are_changed_and_checked(office: Client, school: School) -> None:
    with time_machine.travel(date(2026, 9, 14)):
        text = page(
            office,
            f"{HOME}change/",
            telephone="01632 960001",
            complaints_url="larkfield.example/complaints",
            out_of_hours="In danger?\r\nRing 999.",
        )
        assert "The school&#x27;s settings are saved." in text
        assert "14 September 2026" in text
        settings = settings_of(school)
        assert settings.complaints_url == "https://larkfield.example/complaints"
        assert settings.out_of_hours == "In danger?\nRing 999."
    settings.checked["telephone"] = "2020-01-31"
    settings.save()
    assert "Check again" in page(office, HOME)
    assert "You have said that these details are right." in page(
        office, f"{HOME}check/", sure="yes"
    )
    assert "Check again" not in page(office, HOME)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("telephone", "ask at the gate", "Enter a telephone number"),
        ("office_email", "office", "Enter an e-mail address"),
        ("website", "http://", "Enter the address of a page"),
    ],
)
def test_what_cannot_be_right_is_said_beside_the_field(
    office: Client, school: School, field: str, value: str, says: str
) -> None:
    assert says in page(office, f"{HOME}change/", **{field: value})
    assert getattr(settings_of(school), field) == ""


def test_a_term_is_added_changed_taken_out_and_put_back(office: Client, school: School) -> None:
    assert "No terms yet" in page(office, CALENDAR)
    assert "Autumn term is in the calendar." in page(office, f"{CALENDAR}terms/new/", **TERM)
    (term,) = terms(school)
    form = page(office, f"{CALENDAR}terms/{term.id}/")
    assert 'value="3 September 2026"' in form
    page(office, f"{CALENDAR}terms/{term.id}/", **{**TERM, "starts_on": "2026-09-07"})
    assert term_dates(school, 2026) == [("Autumn term", date(2026, 9, 7), date(2026, 12, 18))]
    (term,) = terms(school)
    text = page(office, f"{CALENDAR}terms/{term.id}/remove/", sure="yes")
    assert terms(school) == []
    undo = re.search(rf'action="({CALENDAR}undo/[^"]+)"', text)
    assert undo is not None
    assert "as it was before" in page(office, undo.group(1), sure="yes")
    assert [each.id for each in terms(school)] == [term.id]
    assert office.get(f"{CALENDAR}terms/{school.id}/").status_code == 404


def test_a_refusal_stands_beside_the_form(office: Client, school: School) -> None:
    page(office, f"{CALENDAR}terms/new/", **TERM)
    again = page(office, f"{CALENDAR}terms/new/", **{**TERM, "name": "Another"})
    assert "Another overlaps with Autumn term." in again
    assert len(terms(school)) == 1


def test_closed_days_are_added_changed_and_taken_out(office: Client, school: School) -> None:
    new = f"{CALENDAR}closed/new/"
    page(office, new, kind="holiday", first="26 10 2026", last="30 10 2026", words="Half term")
    text = page(office, CALENDAR)
    assert "26 October 2026" in text
    assert "30 October 2026" in text
    first = closed_days(school)[0]
    page(office, f"{CALENDAR}closed/{first.id}/", kind="inset", first="26 10 2026")
    (only,) = closed_days(school)
    assert (only.day, only.kind) == (date(2026, 10, 26), "inset")
    page(office, f"{CALENDAR}closed/{only.id}/remove/", sure="yes")
    assert closed_days(school) == []


def test_a_calendar_file_is_shown_before_it_is_taken_in(office: Client, school: School) -> None:
    content = calendar(
        whole_day("Autumn term", "20260903", "20261219"),
        whole_day("Half term", "20261026", "20261031"),
        whole_day("Sports day", "20270610"),
    )
    with time_machine.travel(date(2026, 9, 14)):
        file = SimpleUploadedFile("terms.ics", content, "text/calendar")
        text = page(office, f"{CALENDAR}import/", file=file)
        assert "Autumn term" in text
        assert "1 other entry of the file is not used." in text
        assert (terms(school), closed_days(school)) == ([], [])
        plan = re.search(r'name="plan" value="([^"]+)"', text)
        assert plan is not None
        page(office, f"{CALENDAR}import/confirm/", plan=plan.group(1))
        assert term_dates(school, 2026) == [("Autumn term", date(2026, 9, 3), date(2026, 12, 18))]
        assert len(closed_days(school)) == 5
        again = page(office, f"{CALENDAR}import/confirm/", plan=plan.group(1))
        assert "had all of this already" in again
        assert "Nothing new" in page(office, f"{CALENDAR}import/", text=content.decode())


def test_a_file_that_is_no_calendar_gets_a_plain_error(office: Client) -> None:
    file = SimpleUploadedFile("terms.ics", b"<html>Sign in</html>", "text/calendar")
    assert "This is not a calendar file." in page(office, f"{CALENDAR}import/", file=file)
    assert "Choose a calendar file, or paste its text." in page(
        office, f"{CALENDAR}import/", text=" "
    )


def test_a_plan_that_was_tampered_with_is_refused(office: Client, school: School) -> None:
    answer = office.post(f"{CALENDAR}import/confirm/", {"plan": "made:up"})
    assert "Start again from the calendar" in answer.content.decode()
    assert terms(school) == []


def test_others_do_not_see_these_pages(cast: Cast, client_for: ClientFor) -> None:
    for person in (cast.grace, cast.margaret, cast.jack, cast.daniel):
        client = client_for(person)
        assert [client.get(each).status_code for each in (HOME, CALENDAR)] == [404, 404]
    assert Client().get(HOME).status_code == 302
