"""Chrome, the pattern pages, the choice of theme, and the pages for when something went wrong."""

from types import SimpleNamespace
from uuid import UUID

import pytest
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from candour.kit.access import Machine
from candour.kit.manifest import Manifest, MenuItem
from candour.ui import chrome, errors
from candour.ui.samples import PAGES
from candour.ui.states import STATES

pytestmark = [pytest.mark.urls("tests.ui.urls"), pytest.mark.django_db]

CONFIRM = "policy.links.confirm"


def test_pattern_page_shows_every_state():
    html = Client().get("/patterns/").content.decode()
    for state in STATES.values():
        assert f"</span> {state.label}</span>" in html
    assert "<title>Patterns – Candour</title>" in html
    assert "<h1>Patterns</h1>" in html


@pytest.mark.parametrize("name", PAGES)
def test_patterns_of_their_own_open(name):
    response = Client().get(reverse("ui:pattern", args=[name]))
    assert response.status_code == 200
    assert response.content.decode().count("<h1>") == 1


def test_no_other_pattern_page_is_there():
    assert Client().get("/patterns/nothing/").status_code == 404


def test_variants_are_chosen_in_the_address_and_only_known_ones():
    html = Client().get("/patterns/?theme=dark&dir=rtl").content.decode()
    assert '<html lang="en-gb" dir="rtl" data-theme="dark">' in html
    odd = Client().get("/patterns/?theme=pink&dir=up").content.decode()
    assert '<html lang="en-gb" dir="ltr" data-theme="system">' in odd


def test_a_form_with_errors_says_so_in_the_title():
    html = Client().get("/patterns/errors/").content.decode()
    assert "<title>Error: Ask for approval – Candour</title>" in html


def test_work_under_way_looks_again_with_and_without_script():
    html = Client().get("/patterns/working/").content.decode()
    assert '<noscript><meta http-equiv="refresh" content="3600"></noscript>' in html
    assert 'data-refresh="3600"' in html


def test_appearance_is_kept_in_a_cookie_and_leads_back():
    client = Client()
    response = client.post("/appearance/?next=/patterns/", {"theme": "dark"})
    assert (response.status_code, response["Location"]) == (302, "/patterns/")
    assert 'data-theme="dark"' in client.get("/patterns/").content.decode()


def test_appearance_leads_nowhere_else_and_takes_no_other_theme():
    client = Client()
    response = client.post("/appearance/?next=https://elsewhere.example/", {"theme": "light"})
    assert response["Location"] == "/"
    assert client.post("/appearance/", {"theme": "pink"}).status_code == 200


def test_an_act_is_said_once_with_undo():
    client = Client()
    html = client.get("/act/").content.decode()
    assert "<p>Sam Okafor now answers for STA-14.</p>" in html
    assert '<form method="post" action="/undo/7/">' in html
    assert "Sam Okafor" not in client.get("/patterns/errors/").content.decode()


def test_a_refusal_shows_its_reason():
    response = Client().get("/refuse/")
    assert response.status_code == 403
    assert "<p>The headteacher alone may agree to this.</p>" in response.content.decode()


def test_a_missing_page_gives_nothing_away():
    client = Client()
    hidden, missing = client.get("/gone/"), client.get("/no-such-page/at-all/")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.content == missing.content
    assert "7QK-2M" not in hidden.content.decode()


def test_a_fault_is_ours_and_keeps_its_details():
    response = Client(raise_request_exception=False).get("/broken/")
    assert response.status_code == 500
    assert "It was our fault, not yours." in response.content.decode()
    assert "secret" not in response.content.decode()


def test_every_error_page_has_one_heading_and_its_status():
    request = RequestFactory().get("/")
    for page, status in (
        (errors.bad_request(request), 400),
        (errors.forbidden(request), 403),
        (errors.csrf_failure(request, "no cookie"), 403),
        (errors.server_error(request), 500),
    ):
        assert page.status_code == status
        assert page.content.decode().count("<h1>") == 1
        assert "no cookie" not in page.content.decode()


@override_settings(CHROME_URLS={"home": "desk", "concern": "desk", "privacy": "no-such-name"})
def test_menu_shows_what_this_person_may_open(monkeypatch):
    items = (
        MenuItem("Our policy", "desk", order=2),
        MenuItem("Duties", "desk", needs=(CONFIRM,), order=1),
        MenuItem("People", "desk", needs=("people.manage",)),
        MenuItem("Gone", "no-such-name"),
    )
    monkeypatch.setattr(chrome, "manifests", lambda: {"x": Manifest(menu=items)})
    request = RequestFactory().get("/larkfield/desk/")
    request.school = SimpleNamespace(slug="larkfield", name="Larkfield Primary")
    request.actor = Machine("tests", UUID(int=1), frozenset({CONFIRM}))
    seen = chrome.Chrome(request)
    assert [(link.words, link.url, link.current) for link in seen.menu] == [
        ("Duties", "/larkfield/desk/", True),
        ("Our policy", "/larkfield/desk/", True),
    ]
    assert seen.school_name == "Larkfield Primary"
    assert seen.urls == {
        "appearance": "/appearance/",
        "home": "/larkfield/desk/",
        "concern": "/larkfield/desk/",
    }


def test_nobody_sees_a_menu():
    assert chrome.Chrome(RequestFactory().get("/")).menu == []
