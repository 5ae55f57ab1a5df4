"""Asking for an evidence pack."""

from __future__ import annotations

from typing import Any

from django import forms

from candour.kit.clock import today
from candour.schools.calendar import academic_year_start
from candour.ui.forms import DateField, Form

WITHOUT, WITH = "without", "with"


class PackForm(Form):
    """The period of a pack, and whether it names people."""

    starts_on = DateField(label="From which day?", help_text="For example, 1 9 2026")
    ends_on = DateField(label="To which day?", help_text="For example, 31 8 2027")
    names = forms.ChoiceField(
        label="Does it name people?",
        choices=[
            (WITHOUT, "No: for governors and trustees, or to hand on"),
            (WITH, "Yes: with files and the record of what was done, for an inspector in school"),
        ],
        widget=forms.RadioSelect,
        initial=WITHOUT,
    )

    @classmethod
    def for_this_year(cls) -> PackForm:
        """The form as it is first shown: this school year until today, without names."""
        day = today()
        return cls(initial={"starts_on": academic_year_start(day), "ends_on": day})

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked for, as the action takes it."""
        given = self.cleaned_data
        return {
            "starts_on": given["starts_on"],
            "ends_on": given["ends_on"],
            "with_names": given["names"] == WITH,
        }
