"""What is true of every good page, whoever looks at it and however wide it is."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
]
_OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
_MEASURE = """() => ({
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    headings: [...document.querySelectorAll('h1')].map(h => h.textContent.trim()),
    lang: document.documentElement.lang,
    title: document.title,
})"""
# Each page gathers what its console says from its first moment; see ``listen``.
_HEARD: dict[int, list[str]] = {}


def listen(page: Page) -> None:
    """Keep every error that this page's console tells; a blocked inline style is one of them."""
    heard = _HEARD.setdefault(id(page), [])
    page.on("console", lambda m: heard.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))


def faults_of(page: Page) -> list[str]:
    """Everything that is wrong with the page now shown, in words; empty for a good page."""
    seen: dict[str, Any] = page.evaluate(_MEASURE)
    found: list[str] = []
    if seen["wide"] > 0:
        found.append(f"{seen['wide']} px too wide: {_widest(page)}")
    if len(seen["headings"]) != 1:
        found.append(f"headings of the first level: {seen['headings']}")
    if seen["lang"].lower() != "en-gb":
        found.append(f"language {seen['lang']!r}")
    if not seen["title"]:
        found.append("no title")
    found += [f"console: {line}" for line in _HEARD.get(id(page), [])]
    _HEARD.get(id(page), []).clear()
    return found + _axe(page)


def assert_page_good(page: Page) -> None:
    """Zero accessibility violations, no sideways scrolling, one heading, a quiet console."""
    found = faults_of(page)
    assert not found, f"{page.url}\n" + "\n".join(found)


def _axe(page: Page) -> list[str]:
    results = Axe().run(page, options=_OPTIONS).response
    return [
        f"{each['id']} ({each['impact']}): {each['help']}: "
        + "; ".join(node["html"][:160] for node in each["nodes"][:3])
        for each in results["violations"]
    ]


def _widest(page: Page) -> str:
    """The elements that stick out, to be found quickly."""
    return str(
        page.evaluate(
            """() => [...document.body.querySelectorAll('*')]
                .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth)
                .slice(-3).map(e => e.outerHTML.slice(0, 120)).join(' | ')"""
        )
    )
