"""What a browser says of itself, in words that its owner knows."""

from __future__ import annotations

# The first that fits; names that others also carry come last.
_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android device"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows computer"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux computer"),
)


def in_words(user_agent: str) -> str:
    """ "Firefox on a Windows computer", or "A device that we do not know"."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    machine = next((name for mark, name in _MACHINES if mark in user_agent), "")
    if not machine:
        return browser or "A device that we do not know"
    article = "an" if machine[0] in "AiI" else "a"
    return f"{browser or 'A browser'} on {article} {machine}"
