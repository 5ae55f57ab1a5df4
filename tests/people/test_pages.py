"""The people pages: who sees what, what each act does, how many queries a list costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from candour.kit.clock import today
from candour.people.models import Household, Person, Role, RoleHeld
from candour.people.queries.people import holders
from candour.schools.models import School
from tests.factories.cast import Cast, make_person

For = Callable[..., Client]
HOME = "/larkfield/people/"


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_list_names_people_with_their_roles_of_today(cast: Cast, client_for: For) -> None:
    page = text(client_for(cast.grace), HOME)
    assert "Ruth Adeyemi" in page
    assert "Headteacher" in page
    assert "ruth.adeyemi@" not in page
    assert "Add a person" not in page


def test_a_search_by_address_finds_for_managers_alone(cast: Cast, client_for: For) -> None:
    assert "Daniel Novak" in text(client_for(cast.ruth), f"{HOME}?q=families.example")
    assert "Daniel Novak" not in text(client_for(cast.grace), f"{HOME}?q=families.example")


def test_a_role_and_a_name_narrow_the_list(cast: Cast, client_for: For) -> None:
    page = text(client_for(cast.ruth), f"{HOME}?role=dsl&q=mar")
    assert "Helen Marsh" in page
    assert "Ruth Adeyemi</a>" not in page


def test_the_list_costs_the_same_with_more_people(
    school: School, cast: Cast, client_for: For
) -> None:
    client, counts = client_for(cast.ruth), []
    client.get(HOME)
    for number in range(2):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(HOME)
        counts.append(len(seen))
        for n in range(9):
            make_person(school, f"N{number}{n}", "Aardvark", roles=(Role.TEACHER, Role.STAFF))
    assert counts[0] == counts[1]


def test_adding_a_person_gives_them_a_way_in(school: School, cast: Cast, client_for: For) -> None:
    client = client_for(cast.mohammed)
    given = {
        "given_name": "Leila",
        "family_name": "Haddad",
        "email": "Leila.Haddad@larkfield.example",
        "job_title": "Teaching assistant",
        "role": "staff",
        "starts_on": "1 9 2026",
        "ends_on": "",
    }
    assert client.post(f"{HOME}add/", given).status_code == 302
    person = Person.objects.get(given_name="Leila")
    assert person.account is not None
    assert person.account.email == "leila.haddad@larkfield.example"
    again = client.post(f"{HOME}add/", {**given, "email": ""}).content.decode()
    assert "There is a Leila Haddad already" in again
    assert client.post(f"{HOME}add/", {**given, "email": "", "another": "on"}).status_code == 302


def test_the_office_cannot_make_a_leader(cast: Cast, client_for: For) -> None:
    given = {"role": "senior_leader", "starts_on": "1 9 2026"}
    page = client_for(cast.mohammed).post(f"{HOME}{cast.mohammed.pk}/roles/give/", given)
    assert page.status_code == 200
    assert "Choose one of those in the list" in page.content.decode()


def test_a_role_is_given_ended_and_the_end_taken_back(
    school: School, cast: Cast, client_for: For
) -> None:
    client = client_for(cast.ruth)
    day = today()
    given = {"role": "technician", "starts_on": (day - timedelta(days=9)).isoformat()}
    assert client.post(f"{HOME}{cast.grace.pk}/roles/give/", given).status_code == 302
    held = RoleHeld.objects.get(person=cast.grace, role="technician")
    path = f"{HOME}roles/{held.pk}/"
    client.post(f"{path}end/", {"ends_on": (day - timedelta(days=1)).isoformat()})
    assert cast.grace not in holders(school, Role.TECHNICIAN)
    assert f'action="{path}restore/"' in text(client, f"{HOME}{cast.grace.pk}/")
    client.post(f"{path}restore/")
    assert cast.grace in holders(school, Role.TECHNICIAN)


@pytest.mark.parametrize(
    ("who", "title"), [("ruth", "headteacher"), ("helen", "safeguarding lead")]
)
def test_the_last_head_and_the_last_dsl_stay(
    cast: Cast, client_for: For, who: str, title: str
) -> None:
    person = getattr(cast, who)
    page = client_for(cast.ruth).post(f"{HOME}{person.pk}/leave/", {"left_on": "1 1 2026"})
    assert f"{title}. Give that role" in page.content.decode()
    person.refresh_from_db()
    assert person.left_on is None


def test_leaving_ends_sessions_and_closes_the_school(cast: Cast, client_for: For) -> None:
    theirs = client_for(cast.grace)
    assert theirs.get(HOME).status_code == 200
    head = client_for(cast.ruth)
    assert "no longer counts" in text(head, f"{HOME}{cast.grace.pk}/leave/")
    head.post(f"{HOME}{cast.grace.pk}/leave/", {"left_on": today().isoformat()})
    assert theirs.get(HOME).status_code == 404
    assert "Grace Liu" in text(head, f"{HOME}?gone=on")
    head.post(f"{HOME}{cast.grace.pk}/back/")
    assert theirs.get(HOME).status_code == 200


def test_a_household_takes_people_in_and_lets_them_go(cast: Cast, client_for: For) -> None:
    client = client_for(cast.mohammed)
    where = client.post(f"{HOME}households/", {"name": "Liu"}).headers["Location"]
    client.post(where, {"person": str(cast.grace.pk)})
    home = Household.objects.get(name="Liu")
    assert list(home.members.all()) == [cast.grace]
    client.post(f"{where}leave/{cast.grace.pk}/")
    assert list(home.members.all()) == []


def test_who_may_do_what_is_the_table_itself(cast: Cast, client_for: For) -> None:
    page = text(client_for(cast.grace), f"{HOME}roles/")
    assert "The office knows who comes and who goes." in page


def test_a_hat_is_changed_by_those_who_have_two(cast: Cast, client_for: For) -> None:
    aisha = client_for(cast.aisha)
    assert aisha.post("/larkfield/hat/", {"hat": "family"}).status_code == 302
    assert aisha.get(HOME).status_code == 404
    aisha.post("/larkfield/hat/", {"hat": "work"})
    assert aisha.get(HOME).status_code == 200
    assert client_for(cast.grace).post("/larkfield/hat/", {"hat": "family"}).status_code == 403


def test_several_schools_are_a_choice_and_none_is_said(
    cast: Cast, client_for: For, db: None
) -> None:
    from tests.factories.cast import make_school

    assert cast.grace.account
    make_person(
        make_school("brookside"), "Grace", "Liu", cast.grace.account.email, (Role.GOVERNOR,)
    )
    page = text(client_for(cast.grace), "/")
    assert "Which school?" in page
    assert "/brookside/" in page
    stranger = make_person(make_school("hilltop"), "No", "Role", "no.role@hilltop.example")
    assert "no school has given you a role" in text(client_for(stranger), "/")


def test_somebody_sees_and_ends_their_own_devices(cast: Cast) -> None:
    from tests.people.test_signing_in import first_half

    phone = Client(HTTP_USER_AGENT="Mozilla/5.0 (iPhone) Version/17 Mobile Safari/604")
    laptop = Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Gecko Firefox/140.0")
    first_half(phone, cast.grace)
    first_half(laptop, cast.grace)
    page = text(laptop, "/account/devices/")
    assert "Safari on an iPhone" in page
    assert "Firefox on a Windows computer <strong>(this one)" in page
    laptop.post("/account/devices/end/")
    assert phone.get(HOME).status_code == 302
    assert laptop.get(HOME).status_code == 200


def test_nobody_ends_the_devices_of_others(cast: Cast) -> None:
    from allauth.usersessions.models import UserSession

    from tests.people.test_signing_in import first_half

    theirs, mine = Client(), Client()
    first_half(theirs, cast.grace)
    first_half(mine, cast.aisha)
    other = UserSession.objects.get(user=cast.grace.account)
    assert mine.post(f"/account/devices/{other.pk}/end/").status_code == 403
    assert theirs.get(HOME).status_code == 200
