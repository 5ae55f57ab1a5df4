"""Forms about people, their roles and their households."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from candour.kit.access import Actor
from candour.kit.clock import today
from candour.people.authority import roles_today
from candour.people.models import Person, Role
from candour.people.queries.people import namesakes, people_of
from candour.people.rules import can_give
from candour.schools.models import School
from candour.ui.dates import day as in_words
from candour.ui.forms import DateField, FilterForm, Form


def roles_to_give(actor: Actor) -> list[tuple[str, str]]:
    """The roles that this actor may give, as choices."""
    own = roles_today(actor) if isinstance(actor, Person) else frozenset(Role)
    return [(role.value, str(role.label)) for role in Role if can_give(own, role)]


class FindPeople(FilterForm):
    """Narrows the list of people."""

    q = forms.CharField(label="Name or job", required=False)
    role = forms.ChoiceField(
        label="Role", required=False, choices=[("", "Any role"), *Role.choices]
    )
    gone = forms.BooleanField(label="People who have left", required=False)

    def __init__(self, *args: Any, sees_leavers: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not sees_leavers:
            del self.fields["gone"]


class Details(Form):
    """Who somebody is, and how they sign in."""

    given_name = forms.CharField(label="First name", max_length=100)
    family_name = forms.CharField(label="Last name", max_length=100)
    email = forms.EmailField(
        label="E-mail address",
        required=False,
        help_text="Their way to sign in. Leave it empty if they do not need to.",
    )
    job_title = forms.CharField(
        label="Job", max_length=100, required=False, help_text="For example, Year 3 teacher."
    )


class Roles(Form):
    """A role with its first and its last day."""

    role = forms.ChoiceField(label="Role")
    starts_on = DateField(label="First day")
    ends_on = DateField(
        label="Last day", required=False, help_text="Leave it empty if no end is known."
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = [("", "Choose"), *roles_to_give(by)]
        self.fields["starts_on"].initial = today()

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day cannot come before the first.")
        return given


class AddPerson(Roles, Details):
    """A new person with their first role. A second person of the same name must be meant."""

    another = forms.BooleanField(
        label="This is another person with the same name",
        required=False,
        widget=forms.HiddenInput,
    )
    field_order = (
        "given_name",
        "family_name",
        "email",
        "job_title",
        "role",
        "starts_on",
        "ends_on",
    )

    def __init__(self, *args: Any, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.school = school
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Ask about a namesake, once."""
        given = super().clean()
        names = given.get("given_name", ""), given.get("family_name", "")
        if all(names) and not given.get("another") and namesakes(self.school, *names):
            self.fields["another"].widget = forms.CheckboxInput()
            raise ValidationError(
                f"There is a {names[0]} {names[1]} already. Look at the list of people, or tick"
                " the box below."
            )
        return given


class EndRole(Form):
    """When a role ends."""

    ends_on = DateField(label="What is its last day?", help_text="For example, 31 8 2027.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].initial = today() - timedelta(days=1)
        self.fields[
            "ends_on"
        ].help_text = f"To end it at once, give yesterday: {in_words(today() - timedelta(days=1))}."


class Leave(Form):
    """When somebody is no longer of the school."""

    left_on = DateField(
        label="From which day are they no longer here?",
        help_text="Until the day before, everything stays as it is.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["left_on"].initial = today()


class NameHousehold(Form):
    """What a household is called."""

    name = forms.CharField(
        label="What shall the household be called?",
        max_length=200,
        help_text="For example, Begum and Novak.",
    )


class Member(Form):
    """Who else lives there."""

    person: forms.ModelChoiceField[Person] = forms.ModelChoiceField(
        label="Who lives there?", queryset=None, empty_label="Choose"
    )

    def __init__(self, *args: Any, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        assert isinstance(person, forms.ModelChoiceField)
        person.queryset = people_of(school)
