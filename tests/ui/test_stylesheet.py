"""The stylesheet mirrors by itself, is small, and every pair of ink and ground can be read."""

import re
from gzip import compress
from itertools import product
from pathlib import Path

import pytest

UI = Path(__file__).resolve().parents[2] / "candour" / "ui"
CSS = re.sub(r"/\*.*?\*/", "", (UI / "static/ui/candour.css").read_text(), flags=re.S)
TONES = ("green", "amber", "red", "blue", "grey")
PAIRS = [
    *product(("ink", "soft", "green", "amber", "red", "blue", "grey"), ("paper", "card")),
    *((tone, f"{tone}-on") for tone in TONES),
    ("ink", "green-on"),
    *(("ink", f"{tone}-on") for tone in ("amber", "red", "blue", "grey")),
    ("on-bar", "bar"),
    ("on-press", "press"),
    ("on-marigold", "marigold"),
    ("ink", "box"),
]


def tokens(theme: int) -> dict[str, str]:
    """The colours of one theme (0 light, 1 dark), as the cascade leaves them."""
    plain = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})\b", CSS))
    both = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", CSS)
    return plain | {name: (light, dark)[theme] for name, light, dark in both}


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_can_be_read(theme, ink, ground):
    colours = tokens(theme)
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("edge", "ground"), [*product(("edge", "focus"), ("paper", "card", "box")), ("marigold", "bar")]
)
def test_edges_of_boxes_and_focus_can_be_seen(theme, edge, ground):
    colours = tokens(theme)
    assert contrast(colours[edge], colours[ground]) >= 3


def test_light_set_is_the_same_for_old_browsers():
    plain = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})\b", CSS))
    assert {name: colour for name, colour in tokens(0).items() if plain[name] != colour} == {}


@pytest.mark.parametrize("token", ["paper #fbf8f2", "card #fffdf9", "ink #1d2622", "soft #5b655f"])
def test_tokens_are_those_of_the_design(token):
    name, colour = token.split()
    assert tokens(0)[name] == colour


def test_sides_are_logical_only():
    physical = (
        r"(?<![\w.-])((margin|padding|border|inset)-(left|right|top|bottom)\b|"
        r"(left|right|top|bottom|width|height|(min|max)-(width|height)|float|clear)\s*:|"
        r"text-align\s*:\s*(left|right))"
    )
    inside = re.sub(r"@(media|container)[^{]*", "", CSS)
    assert re.findall(physical, inside) == []


def test_shorthands_do_not_differ_between_the_two_sides():
    uneven = [
        value
        for value in re.findall(r"(?:margin|padding|inset):\s*([^;}]+)", CSS)
        if len(value.split()) == 4 and value.split()[1] != value.split()[3]
    ]
    assert uneven == []


def test_stylesheet_and_script_are_small():
    assert len(compress((UI / "static/ui/candour.css").read_bytes())) < 6_000
    assert (UI / "static/ui/candour.js").stat().st_size < 3_000


def test_it_brings_nothing_in_from_elsewhere():
    assert "@import" not in CSS
    assert "url(" not in CSS


def test_templates_carry_no_inline_style_or_script():
    for path in (UI / "templates").rglob("*.html"):
        text = path.read_text()
        assert re.findall(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)", text) == [], path
