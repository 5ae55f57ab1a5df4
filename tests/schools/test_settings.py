"""How the school is reached: what is empty, what is old, who may change it (PAR-12, T-15)."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django_scopes import scope

from candour.audit.models import Entry
from candour.kit.access import Machine, Refused
from candour.kit.clock import today
from candour.schools import actions
from candour.schools.models import School, SchoolSettings
from candour.schools.queries import settings_of, settings_page
from candour.schools.rules import FIELDS, RESERVED_SLUGS, slug_problem
from candour.work.models import Job

pytestmark = pytest.mark.django_db
SETUP = Machine("setup", None, frozenset({"schools.create"}))
VALUES = {"telephone": "01632 960001", "website": "https://larkfield.example"}


@pytest.fixture
def office(school: School) -> Machine:
    """Somebody who keeps this school's settings."""
    return Machine("office", school.id, frozenset({"schools.settings.manage"}))


def kinds() -> list[str]:
    """What the trail says, oldest first."""
    ours = Entry.objects.filter(kind__startswith="schools.").order_by("sequence")
    return list(ours.values_list("kind", flat=True))


def states(school: School) -> dict[str, str]:
    return {each.field.name: each.state for each in settings_page(school, today())}


def test_a_school_is_set_up_with_empty_settings_and_an_entry() -> None:
    made = actions.create_school(by=SETUP, slug="larkfield", name="  Larkfield Primary ")
    with scope(school=made):
        assert made.name == "Larkfield Primary"
        assert SchoolSettings.objects.count() == 1
        assert kinds() == ["schools.school.created"]


@pytest.mark.parametrize("slug", ["", "Larkfield", "lark field", "-lark", "lark--field", "l" * 51])
def test_a_badly_formed_address_is_refused(slug: str) -> None:
    with pytest.raises(Refused, match="small letters"):
        actions.create_school(by=SETUP, slug=slug, name="Larkfield Primary")
    assert School.objects.count() == 0


@pytest.mark.parametrize(
    "slug", ["sign-in", "static", "patterns", "demo", "healthz", "account", "setup", "schools"]
)
def test_an_address_of_candour_itself_is_refused(slug: str) -> None:
    assert slug in RESERVED_SLUGS
    with pytest.raises(Refused, match="itself"):
        actions.create_school(by=SETUP, slug=slug, name="Larkfield Primary")


def test_every_reserved_address_is_well_formed_or_it_would_need_no_reserving() -> None:
    assert [slug for slug in RESERVED_SLUGS if "itself" not in slug_problem(slug)] == []


def test_an_address_is_given_once_and_a_name_is_wanted(school: School) -> None:
    with pytest.raises(Refused, match="already"):
        actions.create_school(by=SETUP, slug=school.slug, name="Another")
    with pytest.raises(Refused, match="name"):
        actions.create_school(by=SETUP, slug="other", name=" ")
    with pytest.raises(Refused, match="role"):
        actions.create_school(by=Machine("job", None), slug="other", name="Other")


def test_what_is_empty_is_flagged_and_what_is_filled_in_is_checked_today(
    school: School, office: Machine
) -> None:
    assert states(school) == {f.name: "nobody" if f.needed else "not_applicable" for f in FIELDS}
    actions.change_settings(by=office, school=school, values=VALUES)
    after = states(school)
    assert [name for name, state in after.items() if state == "met"] == ["telephone", "website"]


def test_details_are_to_be_checked_every_year(school: School, office: Machine) -> None:
    with time_machine.travel(date(2026, 9, 1)):
        actions.change_settings(by=office, school=school, values=VALUES)
    with time_machine.travel(date(2027, 9, 1)):
        assert states(school)["telephone"] == "met"
    with time_machine.travel(date(2027, 9, 2)):
        assert states(school)["telephone"] == "overdue"
        actions.check_settings(by=office, school=school)
        assert states(school)["telephone"] == "met"
    assert kinds() == ["schools.settings.changed", "schools.settings.checked"]


def test_the_trail_names_the_fields_and_not_their_text(school: School, office: Machine) -> None:
    actions.change_settings(by=office, school=school, values=VALUES)
    assert Entry.objects.get(kind="schools.settings.changed").facts == {
        "fields": ["telephone", "website"]
    }
    assert Job.objects.count() == 0, "nobody listens to this yet"


def test_the_same_again_changes_and_records_nothing(school: School, office: Machine) -> None:
    actions.change_settings(by=office, school=school, values=VALUES)
    actions.change_settings(by=office, school=school, values=VALUES)
    assert kinds() == ["schools.settings.changed"]


def test_a_field_that_is_emptied_loses_its_date(school: School, office: Machine) -> None:
    actions.change_settings(by=office, school=school, values=VALUES)
    actions.change_settings(by=office, school=school, values={"telephone": ""})
    assert list(settings_of(school).checked) == ["website"]


def test_nothing_can_be_checked_before_something_is_entered(
    school: School, office: Machine
) -> None:
    with pytest.raises(Refused, match="nothing to check"):
        actions.check_settings(by=office, school=school)


def test_others_may_not(school: School) -> None:
    nobody = Machine("reader", school.id)
    with pytest.raises(Refused):
        actions.change_settings(by=nobody, school=school, values=VALUES)
    stranger = Machine("stranger", uuid4(), frozenset({"schools.settings.manage"}))
    with pytest.raises(Refused):
        actions.change_settings(by=stranger, school=school, values=VALUES)
    assert settings_of(school).telephone == ""


def test_settings_cost_one_query(school: School, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(1):
        assert settings_of(school).telephone == ""
