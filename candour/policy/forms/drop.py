"""The form of "drop any policy in": one file, nothing kept."""

from __future__ import annotations

from django import forms

from candour.ui.forms import Form


class DropForm(Form):
    """A policy to be looked at and forgotten."""

    file = forms.FileField(
        label="A policy",
        max_length=255,
        help_text="PDF, Word (.docx), Markdown or text, up to 10 MB",
    )


class KeptByReader(Form):
    """The report as the reader's own page holds it, signed, so that it can come back as a PDF."""

    report = forms.CharField(widget=forms.HiddenInput, max_length=4_000_000)
