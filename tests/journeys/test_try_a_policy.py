"""Any policy, dropped in without an account, and the report that comes of it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.conftest import Opener
from tests.journeys.looking import assert_page_good
from tests.journeys.own_policy import CLAUSES, TEXT
from tests.journeys.places import Place


def test_a_policy_is_tried_and_its_report_taken(visit: Opener, demo: Place, tmp_path: Path) -> None:
    """Choose a file, read the report on the page, take it as a PDF."""
    file = tmp_path / "hollybank.txt"
    file.write_text(TEXT, encoding="utf-8")
    page = visit(width=360)
    page.goto(f"{demo.home}/demo/try/")
    assert_page_good(page)
    page.get_by_role("main").locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Show me what it asks").click()
    expect(page.get_by_role("main")).to_contain_text(f"{CLAUSES} clauses, of which")
    assert_page_good(page)
    with page.expect_download() as coming:
        page.get_by_role("button", name="Take it as a PDF").click()
    assert coming.value.path().read_bytes().startswith(b"%PDF-")
