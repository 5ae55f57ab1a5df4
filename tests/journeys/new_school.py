"""A new school: set up from the command line, served, and its headteacher let in by the link."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page

from tests.journeys.places import Place, candour, environment, free_port, serving

SLUG = "hollybank"
_ANSWERS = {
    "--school": "Hollybank Primary School",
    "--slug": SLUG,
    "--head-given": "Nadia",
    "--head-family": "Forbes",
    "--head-email": "nadia.forbes@hollybank.example",
}


@contextmanager
def new_school(folder: Path) -> Iterator[tuple[Place, str]]:
    """The served school, and the address of the headteacher's link."""
    data, port = folder / "data", free_port()
    flags = [word for pair in _ANSWERS.items() for word in pair]
    done = subprocess.run(
        candour("setup", *flags, "--no-input", "--show-link"),
        env=environment(data, port),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    link = re.search(r"http://\S+/sign-in/link/\S+", done.stdout)
    assert link, done.stdout
    words = candour("serve", "--port", str(port))
    with serving(words, data, port, folder / "log") as place:
        yield place, link.group()


def code_now(secret: str) -> str:
    """What an authenticator app shows at this moment for a secret."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def let_in(page: Page, link: str) -> None:
    """Use the link; then add an authenticator app, which a headteacher needs."""
    page.goto(link)
    page.get_by_role("main").get_by_role("button").first.click()
    if "second-step" not in page.url:
        page.goto("/account/second-step/")
    page.get_by_role("link", name="Add an app").click()
    shown = page.locator("main").inner_text()
    secret = re.search(r"\b[A-Z2-7]{4}(?: ?[A-Z2-7]{4}){3,}", shown)
    assert secret, shown
    page.get_by_role("textbox", name=re.compile("code", re.I)).fill(
        code_now(secret.group().replace(" ", ""))
    )
    page.get_by_role("main").get_by_role("button").first.click()
    page.get_by_role("heading", name=re.compile("recovery codes", re.I)).first.wait_for()
    page.goto(f"/{SLUG}/")
