"""Invented values for the pattern page: each component in each state, and forms with errors.

The people are those of the invented school, Larkfield Primary.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator

from candour.ui.forms import DateField, FilterForm, Form
from candour.ui.pieces import Bar, Crumb, Entry, QuiltSection, Stat, Task, Tile
from candour.ui.states import STATES, WORST_FIRST

_SIGNS = {each.sign: each.key for each in STATES.values()} | {"!": "overdue", "e": "expired"}
_QUILT = {
    "Introduction": ("INT", "▪✓▪✓✓✓✓"),
    "Purpose": ("PUR", "▪✓✓"),
    "Professional": ("PRO", "✓✓✓✓◷✓"),
    "Staff": ("STA", "✓✓✓✓✓◷✓✓✓?✓✓≈✓✓✓✓↷✓✓◷✓✓✓"),
    "Pupils": ("PUP", "✓✓✓◷✓✓✓✓!✓✓✓✓✓○✓✓✓✓✓"),
    "Official use": ("OFF", "✓◷✓!✓✓◷✓✓✓e✓✓·✓✓"),
    "Followers": ("FOL", "✓✓✓✓✓✓✓◷✓✓✓"),
    "Parents": ("PAR", "✓✓!✓✓✓✓✓✓✓✓✓✓??✓–✓✓"),
}

OLD_TEXT = (
    "Staff must not accept friend requests from pupils under 18. "
    "They should tell the head if one is made."
)
NEW_TEXT = (
    "Staff must not accept friend or follow requests from pupils of any age. "
    "They tell the designated safeguarding lead on the same day if one is made."
)


def sample_quilt() -> list[QuiltSection]:
    """A quilt with every state in it."""
    return [
        QuiltSection(
            title,
            [
                Tile(f"{code}-{number}", "a clause in a few words", _SIGNS[sign], "#quilt")
                for number, sign in enumerate(signs, start=1)
            ],
            "#quilt",
        )
        for title, (code, signs) in _QUILT.items()
    ]


class SampleForm(Form):
    """One of each kind of field."""

    name = forms.CharField(
        label="Full name",
        help_text="As it is on the staff list",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label="E-mail address", widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    start = DateField(label="When does it start?")
    why = forms.CharField(label="Why is it needed?", widget=forms.Textarea, required=False)
    where = forms.ChoiceField(
        label="Where", choices=[("", "Choose"), ("bluesky", "Bluesky"), ("youtube", "YouTube")]
    )
    kind = forms.ChoiceField(
        label="How do you know each other?",
        help_text="A list of names is not needed",
        choices=[("family", "Family"), ("neighbour", "Neighbours"), ("club", "A club or team")],
        widget=forms.RadioSelect,
    )
    days = forms.MultipleChoiceField(
        label="Which days?",
        choices=[("mon", "Monday"), ("tue", "Tuesday")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    paper = forms.FileField(label="A file that shows it", required=False)
    sure = forms.BooleanField(label="I have talked about this with the headteacher")


class SampleFilter(FilterForm):
    """A filter bar's fields."""

    q = forms.CharField(label="Words", required=False)
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[("", "Any"), *((each.key, each.label) for each in STATES.values())],
    )


def _waiting() -> list[Task]:
    """Four things that wait, as on the head's first screen."""
    return [
        Task(
            "Approve the risk assessment for YouTube",
            "#tasks",
            "overdue",
            "Asked by Sam Okafor, 6 days ago",
            "OFF-2",
        ),
        Task(
            "Name a second administrator for Bluesky",
            "#tasks",
            "due_soon",
            "Two are needed",
            "OFF-4",
        ),
        Task("Look at new wording about group chats", "#tasks", "suspect", "Version 4", "STA-13"),
        Task(
            "Who answers for the weekly newsletter?",
            "#tasks",
            "nobody",
            "Nobody is named",
            "PAR-14",
        ),
    ]


def _history() -> list[Entry]:
    """Three lines of a clause's history, the newest first."""
    return [
        Entry(
            datetime(2026, 11, 20, 8, 10, tzinfo=UTC),
            "Priya Nair",
            "Checked the comments on Bluesky",
            "12 of 12 checks this week",
        ),
        Entry(datetime(2026, 9, 12, 15, 30, tzinfo=UTC), "Ruth Adeyemi", "Named Priya Nair"),
        Entry(
            date(2026, 9, 1), "Candour", "Started the school year: every yearly duty is due again"
        ),
    ]


def samples() -> dict[str, Any]:
    """Everything that the pattern page draws."""
    numbers = Paginator(range(1, 241), 20)
    return {
        "states": list(STATES.values()),
        "worst_first": WORST_FIRST,
        "sections": sample_quilt(),
        "no_sections": [],
        "tasks": _waiting(),
        "figures": [
            Stat("Clauses in hand", 89, 106),
            Stat("Due this month", 9, tone="amber"),
            Stat("Needs you", 8, tone="red"),
        ],
        "crumbs": [Crumb("Our policy", "#"), Crumb("Official use", "#"), Crumb("OFF-4")],
        "entries": _history(),
        "bars": [
            Bar("Week of 2 November", 12),
            Bar("Week of 9 November", 9, "amber", "9 of 12"),
            Bar("Week of 16 November", 4, "red", "4 of 12"),
        ],
        "old": OLD_TEXT,
        "new": NEW_TEXT,
        "good_form": SampleForm(),
        "filter_form": SampleFilter(prefix="filter"),
        "pages": numbers.page(6),
        "when": datetime(2026, 9, 12, 7, 10, tzinfo=UTC),
        "page_audience": "everybody",
        "own_pages": PAGES,
    }


PAGES = {
    "errors": "A form with things missing",
    "confirmation": "A confirmation",
    "working": "Work under way",
    "print": "A page for print",
    "refusal": "A refusal",
}
"""Patterns that need a page of their own: name in the address, words of the link."""


def page_samples(name: str) -> dict[str, Any]:
    """What the pattern page of that name draws."""
    shared: dict[str, Any] = {"page_audience": "everybody", "wide": False}
    if name == "errors":
        return shared | {
            "form": SampleForm({"start": "31 2 2026", "email": "ruth", "where": "radio"})
        }
    if name == "print":
        return shared | {"sections": sample_quilt(), "wide": True}
    if name == "working":
        return shared | {"refresh_seconds": 3600}
    return shared | {"reason": "Only the headteacher may agree to this, and this one is hers."}
