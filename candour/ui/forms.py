"""Forms that look and speak as Candour does: errors that say what to do, dates read in any way.

``Form`` is the usual base; a ``ModelForm`` mixes in ``FormLook``. Patterns follow GOV.UK's advice
(error summary first, errors beside the field, hints before the box) in Candour's own words.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from candour.ui.dates import day, read_day

_CHOICES = (forms.ChoiceField, forms.ModelChoiceField)
_PLAIN: dict[type[forms.Field], dict[str, str]] = {
    forms.EmailField: {"invalid": "Enter an e-mail address in full, such as name@school.example"},
    forms.IntegerField: {"invalid": "Enter a whole number, such as 12"},
    forms.ChoiceField: {"invalid_choice": "Choose one of those in the list"},
    forms.ModelChoiceField: {"invalid_choice": "Choose one of those in the list"},
    forms.FileField: {"empty": "That file is empty. Choose another."},
    forms.URLField: {"invalid": "Enter a web address in full, such as https://school.example"},
}


def _missing(label: str, field: forms.Field) -> str:
    """What to say when a field was left empty. A label that is a question keeps its own words."""
    if label.endswith("?"):
        return f"Answer this: {label}"
    verb = "Choose" if isinstance(field, (*_CHOICES, forms.FileField)) else "Enter"
    if isinstance(field, forms.BooleanField):
        return f"Tick the box: {label}"
    return f"{verb} {label[0].lower()}{label[1:]}" if label else f"{verb} something here"


class FormLook:
    """Mixed into a Django form: our templates, plain words for empty fields, no colons after
    labels.

    The browser's own bubbles are off (``use_required_attribute``): they vanish, cannot be
    zoomed and
    do not name all that is missing, where the error summary does.
    """

    template_name = "ui/forms/form.html"
    use_required_attribute = False
    marks_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        own: dict[str, forms.Field] = getattr(self, "fields", {})
        for name, field in own.items():
            _speak_plainly(name, field)


def _speak_plainly(name: str, field: forms.Field) -> None:
    """Put our words where the field still has Django's; what a form said itself stays. A text area
    of Django's ten lines becomes five, since most answers are short and the box can be drawn
    out."""
    standard = forms.Field.default_error_messages["required"]
    if field.error_messages.get("required") == standard:
        label = str(field.label or name.replace("_", " ").capitalize())
        field.error_messages["required"] = _missing(label, field)
    for kind, words in _PLAIN.items():
        if isinstance(field, kind):
            for code, sentence in words.items():
                _replace_standard(field, kind, code, sentence)
    if isinstance(field.widget, forms.Textarea) and field.widget.attrs.get("rows") == "10":
        field.widget.attrs["rows"] = "5"


def _replace_standard(field: forms.Field, kind: type[forms.Field], code: str, words: str) -> None:
    """Replace one of Django's messages, unless the form has its own. Validators ask the field
    for theirs."""
    standard = kind.default_error_messages.get(code)
    if field.error_messages.get(code) in (standard, None):
        field.error_messages[code] = words


class Form(FormLook, forms.Form):
    """The base of every form that is not tied to a model."""


class FilterForm(Form):
    """A filter bar's form: nothing in it is compulsory, so nothing is marked "(optional)"."""

    marks_optional = False


class DateInput(forms.DateInput):
    """One text box for a date, shown in words, with a keyboard of figures and letters."""

    def format_value(self, value: Any) -> str | None:
        """A date in words; what somebody typed stays as typed."""
        if isinstance(value, date | datetime):
            return day(value)
        return str(value) if value not in (None, "") else None


class DateField(forms.Field):
    """A date typed in any of the ways that ``read_day`` knows; cleans to a ``date`` or None."""

    widget = DateInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "For example, 12 9 2026")
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        """Read the date. Raises ValidationError in words that show how to write it."""
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return read_day(str(value))
        except ValueError:
            raise ValidationError(
                "Enter a real date as day, month and year, for example 12 9 2026", code="invalid"
            ) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare days, not spellings: 12/9/2026 is the same as 12 September 2026."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


def first_control_id(bound: BoundField) -> str:
    """The id of the element that an error summary should send people to: the field itself, or the
    first of its radios or tick boxes."""
    widgets = bound.subwidgets if bound.use_fieldset else []
    return (widgets[0].id_for_label if widgets else None) or bound.id_for_label or bound.auto_id


class AppearanceForm(Form):
    """How pages look in this browser."""

    theme = forms.ChoiceField(
        label="How should pages look?",
        choices=[("system", "As this device does"), ("light", "Light"), ("dark", "Dark")],
        widget=forms.RadioSelect,
    )
