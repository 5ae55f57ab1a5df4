"""Forms of the school's settings and calendar."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from candour.schools.ical import LARGEST, CalendarTrouble, Found, read_calendar
from candour.schools.models import ClosedDay, SchoolSettings
from candour.schools.queries import Closure
from candour.schools.rules import FIELD_NAMES
from candour.ui.forms import DateField, Form

_TELEPHONE = re.compile(r"\+?[0-9][0-9 ()-]{6,24}(?: ?(?:ext|x)\.? ?[0-9]{1,6})?", re.I)


_NO_PAGE = {"invalid": "Enter the address of a page, for example https://larkfield.example"}


def _telephone(value: str) -> None:
    if not _TELEPHONE.fullmatch(value):
        raise ValidationError("Enter a telephone number, for example 01632 960001")


def _lines(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class SettingsForm(Form):
    """How the school is reached, and where its other rules stand. All may be empty; the page says
    what follows from that."""

    telephone = forms.CharField(
        label="Telephone", required=False, max_length=30, validators=[_telephone]
    )
    office_email = forms.EmailField(
        label="Office e-mail",
        required=False,
        error_messages={"invalid": "Enter an e-mail address, for example office@larkfield.example"},
    )
    address = forms.CharField(
        label="Postal address", required=False, max_length=500, widget=_lines(4)
    )
    website = forms.URLField(
        label="School website",
        required=False,
        assume_scheme="https",
        error_messages=_NO_PAGE,
        help_text="For example, https://larkfield.example",
    )
    out_of_hours = forms.CharField(
        label="What should people do out of hours?",
        required=False,
        max_length=500,
        widget=_lines(),
        help_text="Shown to anyone who writes in the evening or in the holidays",
    )
    dsl_telephone = forms.CharField(
        label="Safeguarding telephone",
        required=False,
        max_length=30,
        validators=[_telephone],
        help_text="Shown on the page for raising a concern",
    )
    complaints_url = forms.URLField(
        label="Where is the complaints procedure?",
        required=False,
        assume_scheme="https",
        error_messages=_NO_PAGE,
        help_text="The address of the page on the school website",
    )
    data_protection = forms.CharField(
        label="Where can people complain about personal data?",
        required=False,
        max_length=500,
        widget=_lines(),
        help_text="For example, the data protection officer's e-mail address",
    )
    appeals = forms.CharField(
        label="How can someone who was blocked ask for a second look?",
        required=False,
        max_length=500,
        widget=_lines(),
    )
    sanctions = forms.CharField(
        label="What follows when the policy is broken?",
        required=False,
        max_length=500,
        widget=_lines(),
        help_text="A sentence, or the name of the policy that says it",
    )
    retention = forms.CharField(
        label="How long are records kept?",
        required=False,
        max_length=500,
        widget=_lines(),
        help_text="A sentence, or where the retention schedule is",
    )
    head_words = forms.CharField(
        label="Words from the headteacher",
        required=False,
        max_length=1000,
        widget=_lines(),
        help_text="Used at the top of letters to families",
    )

    @staticmethod
    def initial_of(settings: SchoolSettings) -> dict[str, str]:
        """What the form starts with."""
        return {name: getattr(settings, name) for name in FIELD_NAMES}

    def values(self) -> dict[str, str]:
        """The clean values by field name, line ends as one character."""
        return {n: str(self.cleaned_data[n]).replace("\r\n", "\n") for n in FIELD_NAMES}


class TermForm(Form):
    """A term's name and dates."""

    name = forms.CharField(
        label="Name of the term", max_length=100, help_text="For example, Autumn term"
    )
    starts_on = DateField(label="First day", help_text="For example, 3 9 2026")
    ends_on = DateField(label="Last day", help_text="For example, 18 12 2026")


class ClosureForm(Form):
    """A day, or several that follow each other, on which there are no lessons."""

    kind = forms.ChoiceField(
        label="Why is it closed?", choices=ClosedDay.Kind.choices, widget=forms.RadioSelect
    )
    first = DateField(label="First day", help_text="For example, 26 10 2026")
    last = DateField(
        label="Last day", required=False, help_text="Leave this empty when it is one day"
    )
    words = forms.CharField(
        label="Name", required=False, max_length=200, help_text="For example, Autumn half term"
    )

    def clean(self) -> dict[str, Any]:
        """One day when no last day is given."""
        cleaned = super().clean() or self.cleaned_data
        cleaned["last"] = cleaned.get("last") or cleaned.get("first")
        return dict(cleaned)

    @staticmethod
    def initial_of(closure: Closure) -> dict[str, Any]:
        """What the form starts with when a closure is changed."""
        last: date | None = closure.last.day if closure.last != closure.first else None
        return {
            "kind": closure.first.kind,
            "first": closure.first.day,
            "last": last,
            "words": closure.first.words,
        }


class CalendarFileForm(Form):
    """A calendar file, or its text. ``found`` holds what it says once the form is valid."""

    file = forms.FileField(
        label="Calendar file", required=False, help_text="A file that ends in .ics, at most 2 MB"
    )
    text = forms.CharField(
        label="Or paste the text of the file", required=False, widget=_lines(6), strip=False
    )
    found: Found

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean(self) -> dict[str, Any]:
        """Read it. The error stands beside the file or the text, whichever was given."""
        cleaned = super().clean() or self.cleaned_data
        file, text = cleaned.get("file"), cleaned.get("text") or ""
        if self.errors:
            return dict(cleaned)
        if not file and not text.strip():
            raise ValidationError("Choose a calendar file, or paste its text.")
        content = file.read(LARGEST + 1) if file else text.encode()
        try:
            self.found = read_calendar(content, self._today)
        except CalendarTrouble as trouble:
            self.add_error("file" if file else "text", str(trouble))
        return dict(cleaned)
