"""Asking for an exception to a duty, and deciding about one."""

from __future__ import annotations

from django import forms

from candour.ui.forms import DateField, Form


class DepartureForm(Form):
    """Why a duty is not done for a while, and for how long."""

    reason = forms.CharField(
        label="Why can it not be done?",
        max_length=1000,
        widget=forms.Textarea,
        help_text="Do not write the names of pupils or parents.",
    )
    starts_on = DateField(label="From which day?")
    ends_on = DateField(
        label="Until which day?", help_text="It ends by itself on this day; the duty counts again."
    )


class DepartureDecision(Form):
    """Agree, or refuse with a reason."""

    verdict = forms.ChoiceField(
        label="What do you decide?",
        choices=[("agree", "Agree"), ("refuse", "Refuse")],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label="Your reason",
        max_length=1000,
        required=False,
        widget=forms.Textarea,
        help_text="Needed when you refuse.",
    )
