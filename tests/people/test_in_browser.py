"""Signing in with a real browser: a passkey added and used, by keyboard, and axe on each page."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from django.core.cache import cache
from django_scopes import scope
from playwright.sync_api import Page, sync_playwright

from candour.people.models import Role
from tests.factories.cast import make_person, make_school

pytestmark = pytest.mark.browser
PLACES = ("CANDOUR_BROWSER", "/usr/bin/chromium")
ADDRESS = "ruth.adeyemi@larkfield.example"


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """A page of a browser that has a passkey device of its own."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    program = os.environ.get(PLACES[0], PLACES[1])
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=program, args=["--no-sandbox"])
        made = browser.new_context(viewport={"width": 320, "height": 700}).new_page()
        device = made.context.new_cdp_session(made)
        device.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        yield made
        browser.close()


def is_sound(page: Page) -> None:
    """Axe finds nothing, on a phone and on a wide screen, and nothing runs over the edge."""
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        found = Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def type_code(page: Page, home: str) -> None:
    """Ask for a code and type it, with the keyboard alone."""
    page.goto(f"{home}/sign-in/?next=/larkfield/people/")
    is_sound(page)
    page.focus("#id_email")
    page.keyboard.type(ADDRESS)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/code/**")
    is_sound(page)
    found = re.search(r"\d{4}-\d{4}", str(mail.outbox[-1].body))
    assert found
    page.focus("#id_code")
    page.keyboard.type(found.group())
    page.keyboard.press("Enter")


def test_a_head_adds_a_passkey_and_signs_in_with_it(
    transactional_db: None, live_server: Any, page: Page
) -> None:
    cache.clear()
    school = make_school()
    with scope(school=school):
        make_person(school, "Ruth", "Adeyemi", ADDRESS, (Role.HEAD,))
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    home = live_server.url
    type_code(page, home)
    page.wait_for_url("**/account/second-step/**")
    is_sound(page)
    page.goto(f"{home}/account/second-step/passkeys/add/")
    is_sound(page)
    page.focus("main button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/codes/")
    is_sound(page)
    page.goto(f"{home}/larkfield/people/")
    is_sound(page)
    page.goto(f"{home}/account/devices/")
    is_sound(page)
    page.goto(f"{home}/sign-out/")
    page.click("main button")
    page.wait_for_url("**/sign-in/")
    type_code(page, home)
    page.wait_for_url("**/sign-in/second-step/")
    is_sound(page)
    page.focus("text=Use a passkey instead")
    with page.expect_navigation(url="**/larkfield/people/"):
        page.keyboard.press("Enter")
    page.goto(f"{home}/larkfield/people/roles/")
    is_sound(page)
    assert complaints == []
