"""What surrounds a page: menu, account menu, "Raise a concern", theme and direction.

The menu comes from the manifests of the installed apps; which URLs stand behind the other links is
named by the setting ``CHROME_URLS``, because this app lies below the apps that own those pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, get_language_bidi

from candour.kit.access import allows
from candour.kit.manifest import manifests

THEMES = ("system", "light", "dark")
_ACCOUNT_LINKS = [("Light or dark", "ui:appearance")]
THEME_COOKIE = "candour_theme"


@dataclass(frozen=True)
class MenuLink:
    """One link of the menu; ``current`` when this page lies under it."""

    words: str
    url: str
    current: bool = False


class Chrome:
    """The surroundings of one request's page. Every part is worked out when a template asks for it,
    so that a page that shows no menu pays for none."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.school: Any = getattr(request, "school", None)
        self.actor: Any = getattr(request, "actor", None)

    @property
    def theme(self) -> str:
        """light, dark or system, as this browser's cookie chose."""
        return theme_of(self.request)

    @property
    def lang(self) -> str:
        """The page's language, for ``<html lang>``."""
        return get_language() or "en-gb"

    @property
    def dir(self) -> str:
        """ltr or rtl, after the page's language."""
        return "rtl" if get_language_bidi() else "ltr"

    @property
    def person_name(self) -> str:
        """Who is signed in here, or nothing."""
        return str(getattr(self.actor, "actor_name", "") or "")

    @property
    def school_name(self) -> str:
        """The school's name, or nothing outside a school."""
        return str(getattr(self.school, "name", "") or "")

    @property
    def urls(self) -> dict[str, str]:
        """The addresses named in ``CHROME_URLS`` that exist: home, concern, sign_in, sign_out,
        accessibility, privacy, and those in ``account`` are in ``account_links``."""
        named: dict[str, str] = {
            "appearance": "ui:appearance",
            **getattr(settings, "CHROME_URLS", {}),
        }
        found = {key: self._address(name) for key, name in named.items()}
        return {key: url for key, url in found.items() if url}

    @property
    def account_links(self) -> list[MenuLink]:
        """The account menu, from the setting ``CHROME_ACCOUNT_LINKS``: pairs of words and URL
        name."""
        pairs: list[tuple[str, str]] = getattr(settings, "CHROME_ACCOUNT_LINKS", _ACCOUNT_LINKS)
        links = [MenuLink(words, self._address(name)) for words, name in pairs]
        return [link for link in links if link.url]

    @property
    def account_parts(self) -> list[str]:
        """Templates that apps above put first into the account menu (``CHROME_ACCOUNT_PARTS``)."""
        return list(getattr(settings, "CHROME_ACCOUNT_PARTS", []))

    @property
    def menu(self) -> list[MenuLink]:
        """The menu entries that this person may open, first by order, then by words."""
        if self.actor is None or self.school is None:
            return []
        return list(self._menu())

    def _menu(self) -> Iterator[MenuLink]:
        items = [item for manifest in manifests().values() for item in manifest.menu]
        found: list[tuple[str, str]] = []
        for item in sorted(items, key=lambda each: (each.order, each.words)):
            seen = not item.needs or any(allows(self.actor, need) for need in item.needs)
            if seen and (url := self._address(item.url_name)):
                found.append((item.words, url))
        under = [url for _, url in found if self.request.path.startswith(url)]
        here = max(under, key=len, default="")
        for words, url in found:
            yield MenuLink(words, url, current=url == here)

    def _address(self, name: str) -> str:
        """The address of a URL name, inside the school where it takes a slug; empty if there is
        none."""
        slug = getattr(self.school, "slug", None)
        for args in ([slug] if slug else [], []):
            try:
                return reverse(name, args=args)
            except NoReverseMatch:
                continue
        return ""


def theme_of(request: HttpRequest) -> str:
    """light, dark or system: the cookie's choice where it is one of these."""
    chosen = request.COOKIES.get(THEME_COOKIE, "system")
    return chosen if chosen in THEMES else "system"
