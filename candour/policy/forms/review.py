"""Forms of the review: accept links and name owners, choose a control, mend a clause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from candour.kit.clock import today
from candour.people.models import Person
from candour.policy.forms.shelf import person_label
from candour.policy.library import load_control_texts
from candour.policy.models import ClauseText
from candour.policy.queries.review import ControlChoice
from candour.policy.queries.shelf import possible_owners
from candour.policy.rules.splitting import places, typed_place
from candour.schools.models import School
from candour.ui.forms import Form

BINDS = (
    ("Staff", "Staff"),
    ("Vol", "Volunteers"),
    ("Gov", "Governors and trustees"),
    ("Pup", "Pupils"),
    ("Par", "Parents and carers"),
    ("Head", "The headteacher"),
    ("SLT", "Senior leaders"),
    ("DSL", "The designated safeguarding lead"),
    ("Admin", "Channel administrators"),
    ("School", "The school"),
    ("All", "Everybody"),
)


def control_named(words: str) -> str | None:
    """The id of the control with this title or id, whatever the case; None where there is none."""
    wanted = words.strip().casefold()
    for key, text in load_control_texts().items():
        if wanted in (key.casefold(), text.title.casefold()):
            return key
    return None


class AcceptForm(Form):
    """The links to accept, and for each control who answers for it."""

    marks_optional = False

    def __init__(
        self, *args: Any, school: School, choices: Sequence[ControlChoice], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        # One reading of the people for all the boxes, however many there are.
        self.people = {str(each.pk): each for each in possible_owners(school, today())}
        names = [(key, person_label(each)) for key, each in self.people.items()]
        self.choices = choices
        for choice in choices:
            first = choice.owner or choice.proposed
            self.fields[f"owner-{choice.control.id}"] = forms.ChoiceField(
                label="Who answers for it?",
                choices=[("", "Nobody yet"), *names],
                required=False,
                initial=str(first.pk) if first is not None else "",
                help_text=f"Usually: {choice.role.lower()}" if choice.role else "",
            )
        self.fields["links"] = forms.MultipleChoiceField(
            label="Clauses to accept",
            choices=[(str(each.link.pk), each.title) for c in choices for each in c.links],
            error_messages={"required": "Tick at least one clause to accept"},
        )

    def owners(self) -> dict[str, Person]:
        """By control, the person chosen, where it is another than the one who answers now."""
        accepted = set(self.cleaned_data["links"])
        found: dict[str, Person] = {}
        for choice in self.choices:
            person = self.people.get(self.cleaned_data[f"owner-{choice.control.id}"])
            wanted = any(str(each.link.pk) in accepted for each in choice.links)
            if wanted and person is not None and person != choice.owner:
                found[choice.control.id] = person
        return found


class ControlForm(Form):
    """Which control a clause asks for, typed or chosen from the list."""

    control = forms.CharField(
        label="What does it ask for?",
        max_length=200,
        help_text="Begin to type, then choose from the list",
        widget=forms.TextInput(attrs={"list": "controls", "autocomplete": "off"}),
    )

    def clean_control(self) -> str:
        """The control's id."""
        found = control_named(self.cleaned_data["control"])
        if found is None:
            raise forms.ValidationError("Choose one from the list")
        return found


class MendForm(Form):
    """How a clause was read: title, words, kind, whom it binds."""

    title = forms.CharField(label="A few words to know it by", max_length=120)
    words = forms.CharField(
        label="Its words",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Put right what was read wrongly. To change the policy, import a new version.",
    )
    kind = forms.ChoiceField(
        label="What sort of sentence is it?",
        choices=[
            ("obligation", "Something people must do or must not do"),
            ("advice", "Advice"),
            ("permission", "Something people may do"),
            ("fact", "A statement of fact"),
        ],
        widget=forms.RadioSelect,
    )
    binds = forms.MultipleChoiceField(
        label="Whom does it bind?",
        choices=BINDS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    @classmethod
    def of(cls, text: ClauseText, data: Any = None) -> MendForm:
        """The form filled with a clause as it was read."""
        now = {"title": text.title, "words": text.text, "kind": text.kind, "binds": text.binds}
        return cls(data, initial=now)


class SplitForm(Form):
    """Where a clause is to be split: at one of the places found, or where the line was broken."""

    at = forms.TypedChoiceField(
        label="Where does the second clause begin?",
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    typed = forms.CharField(
        label="Or press Enter where it begins",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, text: ClauseText, **kwargs: Any) -> None:
        super().__init__(*args, initial={"typed": text.text}, **kwargs)
        self.words = text.text
        at = self.fields["at"]
        assert isinstance(at, forms.ChoiceField)
        at.choices = places(text.text)
        if not at.choices:
            del self.fields["at"]

    def clean(self) -> dict[str, Any]:
        """The place as an offset, under ``place``."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        place = data.get("at") or typed_place(self.words, data.get("typed") or "")
        if place is None and not self.errors:
            self.add_error("typed", "Choose a place above, or press Enter where the second begins")
        return data | {"place": place}
