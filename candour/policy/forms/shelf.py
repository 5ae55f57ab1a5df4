"""Forms of the document shelf."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from candour.kit.clock import today
from candour.people.models import Person, Role
from candour.policy.models import Document
from candour.policy.queries.shelf import possible_owners
from candour.schools.models import School
from candour.ui.forms import DateField, Form

# Django's own class takes no type argument when the programme runs, only when types are checked.
if TYPE_CHECKING:
    ModelChoice = forms.ModelChoiceField[Person]
else:
    ModelChoice = forms.ModelChoiceField

_NOT_OWNERS = (Role.PARENT, Role.PUPIL, Role.VOLUNTEER)


def owner_roles() -> list[tuple[str, str]]:
    """Roles that can answer for a document, with an empty choice first."""
    roles = [(role.value, str(role.label)) for role in Role if role not in _NOT_OWNERS]
    return [("", "Nobody yet"), *roles]


def person_label(person: Person) -> str:
    """A person in a list: the name, and the job where one is recorded."""
    return f"{person.full_name} ({person.job_title})" if person.job_title else person.full_name


class OwnerChoice(ModelChoice):
    """A person of the school, by full name."""

    def label_from_instance(self, obj: Any) -> str:
        """The name, and the job where one is recorded."""
        return person_label(obj)


class DocumentForm(Form):
    """A document's particulars."""

    kind = forms.ChoiceField(label="Which document is it?", choices=Document.Kind.choices)
    title = forms.CharField(label="Title", max_length=200, help_text="As it stands on its cover")
    owner = OwnerChoice(
        label="Who looks after it?",
        queryset=Person.objects.none(),
        required=False,
        empty_label="Nobody yet",
    )
    owner_role = forms.ChoiceField(
        label="Or which role looks after it?",
        choices=owner_roles,
        required=False,
        help_text="Whoever holds the role on the day",
    )
    link = forms.URLField(
        label="Where can people read it?",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="An address on your website. You can add a file on the next page.",
    )
    review_on = DateField(label="When must it be reviewed?", required=False)

    def __init__(self, *args: Any, school: School, policy: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)
        owner.queryset = possible_owners(school, today())
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [
            (value, label)
            for value, label in Document.Kind.choices
            if policy or value != Document.Kind.SOCIAL_MEDIA
        ]


class ChangeDocumentForm(DocumentForm):
    """The same for a document that is on the shelf: its kind stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["kind"]


class VersionForm(Form):
    """A new edition of a document: a file, or an address."""

    file = forms.FileField(
        label="The document as a file",
        required=False,
        help_text="PDF or Word, up to 50 MB",
        max_length=255,
    )
    link = forms.URLField(
        label="Or the address where it can be read",
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    approved_on = DateField(label="When was it approved?", required=False)
    approved_by = forms.CharField(
        label="Who approved it?",
        required=False,
        max_length=200,
        help_text="For example, the full governing board",
    )
    note = forms.CharField(label="What changed?", required=False, max_length=500)

    def clean(self) -> dict[str, Any]:
        """Insist on one of file and address, and on a date that has come."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("file") and not data.get("link") and not self.errors:
            self.add_error("file", "Choose a file, or enter an address below")
        approved = data.get("approved_on")
        if approved is not None and approved > today():
            self.add_error("approved_on", "Enter a date that is not in the future")
        return data
