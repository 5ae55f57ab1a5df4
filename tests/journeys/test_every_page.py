"""Every page that a person can reach from their desk, looked at on small and large screens."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Opener
from tests.journeys.looking import faults_of

MOST_PAGES = 60
PEOPLE = ["ruth", "priya", "mohammed", "jack", "owen", "ivy", "daniel"]
# The head reaches nearly every page, so hers are looked at in every look; others' on a phone.
LOOKS = [(320, False), (1280, True)]
ALL_LOOKS = [*LOOKS, (1280, False), (320, True)]
# Files and signing out are not pages; the demonstration's own doors are looked at elsewhere.
_NOT_PAGES = re.compile(
    r"/(file|report|sign-out|demo)/|\.(ics|pdf|csv|zip)$|evidence-pack/[0-9a-f-]{36}"
)
_FOLDS = [
    (re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}"), "·"),
    (re.compile(r"/clauses/[^/]+/$"), "/clauses/·/"),
    (re.compile(r"/duties/(?!assign/)[^/]+/"), "/duties/·/"),
    (re.compile(r"/approvals/(?!ask/)[^/]+/"), "/approvals/·/"),
    (re.compile(r"/\d+/"), "/·/"),
]


def pattern_of(address: str) -> str:
    """The kind of page: its path without what tells one thing from another, and the names of what
    is asked for."""
    parts = urlsplit(address)
    path = parts.path
    for what, sign in _FOLDS:
        path = what.sub(sign, path)
    asked = sorted({pair.split("=")[0] for pair in parts.query.split("&") if pair})
    return f"{path}?{'&'.join(asked)}" if asked else path


def _links(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all(
        "a[href]", "links => links.map(each => each.href.split('#')[0])"
    )
    here = urlsplit(page.url).netloc
    return [each for each in found if urlsplit(each).netloc == here and not _NOT_PAGES.search(each)]


def _has_chrome(address: str) -> bool:
    """Whether the page has a header: those outside a school and those for printing have none."""
    path = urlsplit(address).path
    return path.startswith("/larkfield/") and not path.endswith("/for-governors/")


def _walk(page: Page, look_at: dict[str, list[str]]) -> dict[str, str]:
    """Visit one page of each kind; faults are written into ``look_at``; returns kind → address."""
    known = {pattern_of(page.url): page.url}
    waiting = [page.url]
    while waiting and len(known) <= MOST_PAGES:
        address = waiting.pop(0)
        answer = page.goto(address)
        status = answer.status if answer else 0
        faults = [] if status == 200 else [f"answered {status}"]
        faults += faults_of(page)
        concern = page.get_by_role("link", name="Raise a concern")
        if _has_chrome(address) and not any(each.is_visible() for each in concern.all()):
            faults.append("no link to raise a concern in sight")
        if faults:
            look_at[address] = faults
        for link in _links(page):
            kind = pattern_of(link)
            if kind not in known:
                known[kind] = link
                waiting.append(link)
    return known


def _told(faults: dict[str, list[str]]) -> str:
    return "\n\n".join(f"{where}\n  " + "\n  ".join(what) for where, what in faults.items())


@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_that_a_person_reaches_is_good(who: str, as_person: Opener) -> None:
    """Walks from the desk on a narrow screen; the same pages are then looked at in other looks."""
    faults: dict[str, list[str]] = {}
    known = _walk(as_person(who, width=320), faults)
    for width, dark in (ALL_LOOKS if who == "ruth" else LOOKS[:1])[1:]:
        page = as_person(who, width=width, dark=dark)
        for address in known.values():
            page.goto(address)
            if found := faults_of(page):
                faults[f"{address} ({width} px, {'dark' if dark else 'light'})"] = found
    assert len(known) > 3, known
    assert not faults, _told(faults)
