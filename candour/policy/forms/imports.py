"""Forms of the import: a file or pasted words, and the facts with which a version is adopted."""

from __future__ import annotations

from typing import Any

from django import forms

from candour.kit.clock import today
from candour.ui.forms import DateField, Form


class ImportForm(Form):
    """A policy as a file, or its words pasted in."""

    marks_optional = False

    file = forms.FileField(
        label="The policy",
        required=False,
        max_length=255,
        help_text="PDF, Word (.docx), Markdown or text, up to 50 MB",
    )
    words = forms.CharField(
        label="Or paste its words here",
        required=False,
        max_length=2_000_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean(self) -> dict[str, Any]:
        """Insist on one of the two."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("file") and not data.get("words") and not self.errors:
            self.add_error("file", "Choose a file, or paste the policy's words below")
        return data

    def upload(self) -> dict[str, Any]:
        """Name, kind and bytes of what was given."""
        given = self.cleaned_data["file"]
        if given is None:
            words = self.cleaned_data["words"].encode()
            return {"name": "pasted.txt", "media_type": "text/plain", "content": words}
        media_type = given.content_type or "application/octet-stream"
        return {"name": given.name, "media_type": media_type, "content": given.read()}


class AdoptForm(Form):
    """When and by whom a version was approved, and when it must be reviewed (T-15)."""

    approved_on = DateField(label="When was this version approved?")
    approved_by = forms.CharField(
        label="Who approved it?",
        max_length=200,
        help_text="For example, the full governing board on the head’s proposal",
    )
    review_on = DateField(
        label="When must it be reviewed?", help_text="Most schools review it every year"
    )
    note = forms.CharField(label="What changed, in a sentence?", required=False, max_length=500)

    def clean_approved_on(self) -> Any:
        """A date that has come."""
        given = self.cleaned_data["approved_on"]
        if given is not None and given > today():
            raise forms.ValidationError("Enter a date that is not in the future")
        return given
