"""From nothing to a live page: a headteacher's first ten minutes, by thumb without JavaScript and
by keyboard alone."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Opener
from tests.journeys.new_school import SLUG, let_in, new_school
from tests.journeys.own_policy import CLAUSES, TEXT

WORDS = "Or paste its words here"
ADOPTION = {
    "When was this version approved?": "1 9 2026",
    "Who approved it?": "The governing body",
    "When must it be reviewed?": "1 9 2027",
}


def _main(page: Page, name: str | re.Pattern[str]) -> None:
    """Press the one button of the page's main part that has this name."""
    page.get_by_role("main").get_by_role("button", name=name).first.click()


def _say_how_the_school_is_reached(page: Page) -> None:
    page.goto(f"/{SLUG}/first-steps/")
    page.get_by_role("link", name="Say how the school is reached").click()
    page.get_by_role("main").get_by_role("link", name="Change").click()
    page.get_by_label("Telephone", exact=False).first.fill("01632 960123")
    page.get_by_label("Office e-mail").fill("office@hollybank.example")
    page.get_by_label("School website").fill("https://hollybank.example")
    _main(page, "Save")
    expect(page.get_by_role("main")).to_contain_text("01632 960123")


def _adopt(page: Page) -> None:
    page.get_by_role("link", name="Adopt this version").click()
    for label, value in ADOPTION.items():
        box = page.get_by_label(label)
        if box.evaluate("each => each.tagName") == "SELECT":
            box.select_option(index=1)
        else:
            box.fill(value)
    _main(page, "Adopt this version")
    expect(page.get_by_role("heading", level=1)).to_have_text("Our policy today")


def _says(page: Page, words: str) -> None:
    expect(page.get_by_role("main")).to_contain_text(words)


def _from_the_quilt_to_proof(page: Page, proof: Path) -> None:
    """A clause, its duty, an owner, and proof with a file; then the quilt knows."""
    page.get_by_role("link", name=re.compile("2.5 Multi-factor.*not started")).click()
    _says(page, "Multi-factor authentication must be switched on")
    page.goto(f"/{SLUG}/duties/official-security/")
    page.get_by_label("Who answers for this?").select_option("")
    page.locator("#owner").get_by_role("button", name="Save").click()
    expect(page.locator("body")).to_contain_text("Nobody is named for this now.")
    page.get_by_label("Who answers for this?").select_option(label="Nadia Forbes (Headteacher)")
    page.locator("#owner").get_by_role("button", name="Save").click()
    expect(page.locator("body")).to_contain_text("Nadia Forbes now answers for this.")
    page.get_by_label("What was done?").fill("Two-step sign-in looked at on all three accounts.")
    page.get_by_label("A file that shows it").set_input_files(proof)
    _main(page, "Keep this")
    expect(page.locator("body")).to_contain_text("It is kept, and counts from now on.")
    expect(page.get_by_role("link", name=proof.name)).to_be_visible()
    page.goto(f"/{SLUG}/policy/")
    expect(page.get_by_role("link", name=re.compile("2.5 Multi-factor.*: met"))).to_have_count(1)


def _governors_print(page: Page) -> None:
    page.get_by_role("link", name="Print for governors").click()
    _says(page, "What is not in hand")
    assert "Nadia Forbes" not in page.get_by_role("main").inner_text()


def _fetch_the_pack(page: Page, proof: Path) -> None:
    """Ask for a pack with names and files, wait for it, and look into it."""
    page.goto(f"/{SLUG}/policy/evidence-pack/")
    page.get_by_label("From which day?").fill("1 9 2026")
    page.get_by_label("To which day?").fill("31 8 2027")
    page.get_by_label(re.compile("^Yes: with files")).check()
    _main(page, "Make the pack")
    fetch = page.get_by_role("link", name=re.compile("^Fetch it"))
    for _ in range(30):
        if fetch.count():
            break
        page.wait_for_timeout(500)
        page.goto(f"/{SLUG}/policy/evidence-pack/")
    with page.expect_download() as coming:
        fetch.first.click()
    with zipfile.ZipFile(io.BytesIO(coming.value.path().read_bytes())) as pack:
        assert pack.testzip() is None
        names = pack.namelist()
        assert any(name.endswith(".pdf") for name in names), names
        held = [name for name in names if pack.read(name) == proof.read_bytes()]
        assert held, names


def test_by_thumb_without_javascript(visit: Opener, tmp_path: Path) -> None:
    """The whole way at 360 px, with JavaScript off."""
    proof = tmp_path / "two-step sign-in.txt"
    proof.write_text("Looked at on 24 November 2026: on for all three accounts.\n")
    with new_school(tmp_path) as (place, link):
        page = visit(width=360, script=False, base_url=place.home)
        let_in(page, link)
        _say_how_the_school_is_reached(page)
        page.goto(f"/{SLUG}/first-steps/")
        page.get_by_role("link", name="Give Candour your policy").click()
        page.get_by_label(WORDS).fill(TEXT)
        _main(page, "Read this policy")
        _says(page, f"of {CLAUSES} clauses looked at")
        page.get_by_role("link", name=re.compile("^Start with these")).click()
        for owner in page.get_by_label("Who answers for it?").all():
            owner.select_option(label="Nadia Forbes (Headteacher)")
        _main(page, "Accept these and name the owners")
        expect(page.locator("body")).to_contain_text("Accepted 12 links.")
        _adopt(page)
        _from_the_quilt_to_proof(page, proof)
        _governors_print(page)
        _fetch_the_pack(page, proof)
