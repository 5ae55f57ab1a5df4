"""A browser, the sample school being served, and pages signed in as its people."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.looking import listen
from tests.journeys.places import Place, candour, free_port, serving

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
Opener = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every journey drives a browser, and is asked for by that name."""
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium, or the one that CANDOUR_BROWSER names."""
    path = os.environ.get("CANDOUR_BROWSER") or shutil.which("chromium")
    if not path:
        pytest.fail("There is no browser: install chromium, or name one in CANDOUR_BROWSER.")
    with sync_playwright() as player:
        opened = player.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The demonstration, as ``candour demo`` serves it; shared by all journeys that only look or
    that touch things of their own."""
    data = tmp_path_factory.mktemp("demo")
    port = free_port()
    words = candour("demo", "--data", str(data / "data"), "--port", str(port))
    with serving(words, data / "data", port, data / "log") as place:
        yield place


@pytest.fixture
def visit(browser: Browser) -> Iterator[Opener]:
    """Opens a page in a browser of its own: ``visit(width=320, dark=True, script=False)``."""
    contexts = []

    def open_page(width: int = 1280, dark: bool = False, script: bool = True, **more: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            locale="en-GB",
            **more,
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        listen(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def as_person(visit: Opener, demo: Place) -> Opener:
    """Opens the sample school signed in as one of its people: ``as_person("ruth", width=320)``."""

    def open_as(key: str, **how: Any) -> Page:
        page = visit(**how)
        page.goto(demo.link_of(key))
        return page

    return open_as
