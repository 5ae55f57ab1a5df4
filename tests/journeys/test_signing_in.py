"""Signing in by hand: a code by e-mail, then a second step for whoever needs one."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Opener
from tests.journeys.looking import assert_page_good
from tests.journeys.places import Place

DESK = re.compile(r"/larkfield/$")


def _code_from_the_post(page: Page, demo: Place, address: str) -> str:
    """The newest code that was sent to an address, from the demonstration's post box."""
    page.goto(f"{demo.home}/demo/post/")
    letters = page.get_by_role("main").inner_text()
    sent = letters.split(f"To {address}", 1)
    assert len(sent) == 2, letters
    found = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", sent[1], re.M)
    assert found, sent[1][:400]
    return found.group(1)


def _ask_for_code(page: Page, demo: Place, address: str) -> None:
    """Ask for a code and come back to the page where it is typed, in the same browser."""
    page.goto(f"{demo.home}/sign-in/")
    assert_page_good(page)
    page.get_by_role("textbox").fill(address)
    page.get_by_role("button", name="Send me a code").click()
    typed_here = page.url
    code = _code_from_the_post(page, demo, address)
    page.goto(typed_here)
    page.get_by_role("textbox").fill(code)
    page.get_by_role("button", name="Sign in").click()


def test_a_leader_needs_a_code_and_an_authenticator(visit: Opener, demo: Place) -> None:
    """Ruth types the code that came, then what her authenticator shows."""
    page = visit(width=360)
    address = "ruth.adeyemi@larkfield.example"
    _ask_for_code(page, demo, address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your second step")
    assert_page_good(page)
    here = page.url
    page.goto(f"{demo.home}/demo/codes/")
    row = page.get_by_role("row").filter(has_text=address)
    code = row.locator("code").inner_text()
    page.goto(here)
    page.get_by_role("textbox").fill(code)
    page.get_by_role("button", name="Go on").click()
    expect(page).to_have_url(DESK)


def test_a_governor_needs_no_second_step(visit: Opener, demo: Place) -> None:
    """Owen is in as soon as his code is right."""
    page = visit()
    _ask_for_code(page, demo, "owen.price@larkfield.example")
    expect(page).to_have_url(DESK)


def test_a_wrong_code_lets_nobody_in(visit: Opener, demo: Place) -> None:
    """The page says so beside the box, and asks again."""
    page = visit()
    page.goto(f"{demo.home}/sign-in/")
    page.get_by_role("textbox").fill("ivy.clarke@larkfield.example")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_role("textbox").fill("ZZZZZZ")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Type your code")
    expect(page.get_by_role("textbox")).to_have_attribute("aria-invalid", "true")
    page.goto(f"{demo.home}/larkfield/")
    expect(page).to_have_url(re.compile("/sign-in/"))
