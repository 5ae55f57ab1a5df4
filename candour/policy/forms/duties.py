"""Forms about duties: who answers for them, that they were done, how often, whether they apply."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from candour.kit.clock import today
from candour.people.models import Person, Role
from candour.policy.models import Duty
from candour.policy.queries.shelf import possible_owners
from candour.policy.rules.catalogue import CONTROLS
from candour.policy.rules.duties import can_attest
from candour.schools.models import School
from candour.ui.forms import DateField, FilterForm, Form
from candour.ui.states import STATES

USUAL = "usual"
ANY = ("", "All")
LARGEST_FILE = 25 * 1024 * 1024


def owner_choices(people: Iterable[Person]) -> list[tuple[str, str]]:
    """People to choose from, by family name, with what they do."""
    return [
        (str(each.pk), f"{each.full_name} ({each.job_title})" if each.job_title else each.full_name)
        for each in people
    ]


class OwnerForm(Form):
    """Who answers for one duty. ``people`` were found by the view; empty choice: nobody."""

    owner = forms.ChoiceField(label="Who answers for this?", required=False)
    back = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(each.pk): each for each in people}
        field = self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Nobody is named"), *owner_choices(people)]
        self.marks_optional = False

    def clean_owner(self) -> Person | None:
        """The person chosen, or None."""
        return self.people.get(str(self.cleaned_data["owner"]))


class AttestForm(Form):
    """That a duty was done: what, when, until when it counts, and a file that shows it."""

    statement = forms.CharField(
        label="What was done?",
        max_length=1000,
        widget=forms.Textarea,
        help_text="A sentence or two. Do not write the names of pupils or parents.",
    )
    collected_on = DateField(label="When was it done?")
    expires_on = DateField(
        label="Until when does it count?",
        required=False,
        help_text="Leave this empty to use the usual time.",
    )
    file = forms.FileField(
        label="A file that shows it",
        required=False,
        help_text="For example the slides, a photo of the list, or minutes. At most 25 MB.",
    )
    back = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Put what is wrong with the days beside the day."""
        data = super().clean() or {}
        done, until = data.get("collected_on"), data.get("expires_on")
        if done is not None:
            for field, ends in (("collected_on", None), ("expires_on", until)):
                verdict = can_attest(collected_on=done, expires_on=ends, today=today())
                if not verdict.yes:
                    self.add_error(field, verdict.reason)
                    break
        return data

    def clean_file(self) -> Any:
        """The file, where it is not too large."""
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_FILE:
            raise ValidationError("This file is larger than 25 MB. Choose a smaller one.")
        return file


class RhythmForm(Form):
    """How often a duty is done."""

    rhythm = forms.ChoiceField(label="How often is it done?", choices=Duty.Rhythm.choices)


class ReasonForm(Form):
    """Why a duty does not apply, or why evidence does not count any more."""

    reason = forms.CharField(label="Why?", max_length=500, widget=forms.Textarea)


class PolicyFilter(FilterForm):
    """Narrows the policy's clauses by state, section and owner. ``found`` is where it stands."""

    state = forms.ChoiceField(label="State", required=False)
    section = forms.ChoiceField(label="Section", required=False)
    owner = forms.ChoiceField(label="Who answers", required=False)

    def __init__(
        self,
        *args: Any,
        choices: Mapping[str, list[tuple[str, str]]],
        with_names: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choose("state", [(key, look.label) for key, look in STATES.items()])
        self._choose("section", choices["section"])
        if with_names:
            self._choose("owner", [("nobody", "Nobody is named"), *choices["owner"]])
        else:
            del self.fields["owner"]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [ANY, *choices]

    def chosen(self) -> dict[str, str]:
        """What was chosen; a value that is no choice narrows nothing."""
        self.is_valid()
        data: dict[str, Any] = getattr(self, "cleaned_data", {})
        return {name: str(data.get(name, "")) for name in self.fields}


class DutyFilterForm(PolicyFilter):
    """Narrows the duties, by the role that they usually fall to as well."""

    role = forms.ChoiceField(label="Usually done by", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = sorted({control.text.owner for control in CONTROLS.all()})
        self._choose("role", [(role, str(Role(role).label)) for role in roles if role])


class AssignManyForm(Form):
    """Several duties and who is to answer for them: one person, or for each whoever usually does
    it."""

    controls = forms.MultipleChoiceField(
        label="Duties", error_messages={"required": "Choose at least one duty from the list"}
    )
    owner = forms.ChoiceField(label="Who is to answer for them?")

    def __init__(
        self, *args: Any, school: School, holders: Mapping[str, Sequence[Person]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        people = list(possible_owners(school, today()))
        self.people = {str(each.pk): each for each in people}
        self.usual = {
            control.id: holders[control.text.owner][0]
            for control in CONTROLS.all()
            if holders.get(control.text.owner)
        }
        for name, choices in (
            ("controls", [(control.id, control.title) for control in CONTROLS.all()]),
            ("owner", [(USUAL, "For each, whoever usually does it"), *owner_choices(people)]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def owners(self) -> dict[str, Person]:
        """Whom this names, by control id; duties whose usual role nobody holds are left out."""
        chosen: list[str] = self.cleaned_data["controls"]
        if self.cleaned_data["owner"] == USUAL:
            return {control: self.usual[control] for control in chosen if control in self.usual}
        person = self.people[self.cleaned_data["owner"]]
        return dict.fromkeys(chosen, person)

    def clean(self) -> dict[str, Any]:
        """Refuse a choice that would name nobody."""
        data = super().clean() or {}
        if data.get("controls") and data.get("owner") and not self.owners():
            raise ValidationError("Nobody holds the roles that usually do these. Choose a person.")
        return data
