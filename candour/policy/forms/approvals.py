"""Asking for a prior approval, deciding about one, narrowing the register."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms

from candour.kit.clock import today
from candour.people.models import Person
from candour.policy.models import Approval
from candour.policy.rules.approvals import Asked, can_ask
from candour.ui.forms import DateField, FilterForm, Form

KINDS = Approval.Kind
ANY = ("", "All")
# What is asked of each kind, beyond what is asked of all.
_FIELDS = {
    KINDS.PARENT_CONTACT: ("with_whom", "relationship"),
    KINDS.PUPIL_LINK: ("with_whom", "relationship"),
    KINDS.DEVICE: ("device",),
}
_LINKS = [each for each in Approval.Relationship.choices if each[0] != "none"]


class AskForm(Form):
    """What one kind of request asks; fields of other kinds are left out."""

    person = forms.ChoiceField(label="For whom is it?")
    with_whom = forms.CharField(label="With whom?", max_length=200)
    relationship = forms.ChoiceField(
        label="How do you know each other already?", choices=Approval.Relationship.choices
    )
    device = forms.CharField(
        label="Which school device?",
        max_length=200,
        help_text="For example the laptop in the office. Candour asks for one device at a time.",
    )
    platform = forms.CharField(
        label="On which service?", max_length=100, help_text="For example WhatsApp"
    )
    why = forms.CharField(label="Why is it needed?", max_length=1000, widget=forms.Textarea)
    starts_on = DateField(
        label="From which day?", help_text="It must be decided first, so at the earliest tomorrow."
    )
    ends_on = DateField(label="Until which day?", help_text="It ends by itself on this day.")

    def __init__(self, *args: Any, kind: str, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.people = {str(each.pk): each for each in people}
        for name in {"with_whom", "relationship", "device"} - set(_FIELDS[KINDS(kind)]):
            del self.fields[name]
        if len(people) == 1:
            del self.fields["person"]
        else:
            self._offer("person", [(key, each.full_name) for key, each in self.people.items()])
        if kind == KINDS.PUPIL_LINK:
            self.fields["with_whom"].label = "Which pupil?"
            self._offer("relationship", _LINKS)

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Say what cannot be, beside the form."""
        data = super().clean() or {}
        if not self.errors:
            verdict = can_ask(self.asked, today())
            if not verdict.yes:
                self.add_error(None, verdict.reason)
        return data

    @property
    def whose(self) -> Person:
        """For whom it is asked."""
        return self.people[str(self.cleaned_data.get("person") or next(iter(self.people)))]

    @property
    def asked(self) -> Asked:
        """What is asked for, as the action takes it."""
        given = self.cleaned_data
        return Asked(
            kind=self.kind,
            with_whom=given.get("with_whom", ""),
            relationship=given.get("relationship", Approval.Relationship.NONE),
            platform=given["platform"],
            device=given.get("device", ""),
            why=given["why"],
            conditions="",
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
        )


class DecideForm(Form):
    """Yes with a first day and conditions, or no with a reason."""

    verdict = forms.ChoiceField(
        label="What do you decide?",
        choices=[("grant", "Grant it"), ("refuse", "Refuse it")],
        widget=forms.RadioSelect,
    )
    starts_on = DateField(label="It begins on", help_text="Never before you decide.")
    conditions = forms.CharField(
        label="Conditions", max_length=1000, required=False, widget=forms.Textarea
    )
    note = forms.CharField(
        label="Your reason",
        max_length=1000,
        required=False,
        widget=forms.Textarea,
        help_text="Needed when you refuse. The person can read it.",
    )

    @classmethod
    def for_request(cls, approval: Approval) -> DecideForm:
        """The form as it is first shown: the day asked for, or tomorrow where that has passed."""
        first: date = max(approval.starts_on, today() + timedelta(days=1))
        return cls(initial={"starts_on": first, "conditions": approval.conditions})


class ApprovalFilter(FilterForm):
    """Narrows the register; lives in the address."""

    state = forms.ChoiceField(label="State", required=False, choices=[ANY, *Approval.State.choices])
    kind = forms.ChoiceField(label="What", required=False, choices=[ANY, *KINDS.choices])
    whose = forms.ChoiceField(label="Whose", required=False, choices=[ANY, ("mine", "My own")])
