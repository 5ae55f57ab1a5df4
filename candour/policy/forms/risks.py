"""A risk of the register, and why it is closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from candour.kit.clock import today
from candour.people.models import Person
from candour.policy.actions.risks import FIRST_REVIEW, RiskFacts
from candour.policy.forms.duties import owner_choices
from candour.policy.models import Risk
from candour.policy.rules.risks import IMPACT, LIKELIHOOD
from candour.ui.forms import DateField, Form


class RiskForm(Form):
    """What is said of a risk."""

    title = forms.CharField(label="What could happen?", max_length=200)
    who_is_at_risk = forms.CharField(label="Who is at risk?", max_length=200, required=False)
    likelihood = forms.TypedChoiceField(
        label="How likely is it?",
        coerce=int,
        choices=[(key, f"{key} – {words}") for key, words in LIKELIHOOD.items()],
    )
    impact = forms.TypedChoiceField(
        label="How bad would it be?",
        coerce=int,
        choices=[(key, f"{key} – {words}") for key, words in IMPACT.items()],
    )
    what_we_do = forms.CharField(
        label="What do we do about it?", required=False, widget=forms.Textarea, max_length=4000
    )
    owner = forms.ChoiceField(label="Who keeps an eye on it?", required=False)
    review_on = DateField(label="When do we look at it again?")

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(each.pk): each for each in people}
        field = self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Nobody is named"), *owner_choices(people)]

    @property
    def facts(self) -> RiskFacts:
        """What was said, as the action takes it."""
        given = dict(self.cleaned_data)
        given["owner"] = self.people.get(given["owner"])
        return RiskFacts(**given)


def first_values() -> dict[str, Any]:
    """What a new risk's form begins with."""
    return {"likelihood": 3, "impact": 3, "review_on": today() + FIRST_REVIEW}


def values_of(risk: Risk) -> dict[str, Any]:
    """A risk's facts as the form shows them; a review that has passed moves a term on."""
    return {
        "title": risk.title,
        "who_is_at_risk": risk.who_is_at_risk,
        "likelihood": risk.likelihood,
        "impact": risk.impact,
        "what_we_do": risk.what_we_do,
        "owner": str(risk.owner_id or ""),
        "review_on": risk.review_on if risk.review_on >= today() else today() + FIRST_REVIEW,
    }


class CloseForm(Form):
    """Why a risk is closed."""

    reason = forms.CharField(
        label="Why is it no longer a risk?", max_length=500, widget=forms.Textarea
    )
