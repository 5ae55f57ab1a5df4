"""The filter above the record."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from candour.audit.models import Chain
from candour.audit.queries import actors_on
from candour.kit.manifest import audit_kinds
from candour.schools.models import School
from candour.ui.forms import DateField, FilterForm

_FIELD = re.compile(r"\{\w+\}")


def kind_words(kind: str) -> str:
    """What a kind of entry is called in the filter: its sentence without the actor."""
    declared = audit_kinds().get(kind)
    if declared is None:
        return kind
    words = _FIELD.sub("…", declared.sentence.replace("{actor}", "").strip())
    return words[:1].upper() + words[1:]


class TrailFilter(FilterForm):
    """What to show of the record: a kind of act, a day, a person."""

    kind = forms.ChoiceField(label="What was done", required=False)
    day = DateField(label="On which day", required=False, help_text="For example, 12 9 2026")
    actor = forms.ChoiceField(label="Who did it", required=False)

    def __init__(self, *args: Any, school: School, chain: str = Chain.SCHOOL, **given: Any) -> None:
        super().__init__(*args, **given)
        kinds = sorted(((kind, kind_words(kind)) for kind in audit_kinds()), key=lambda k: k[1])
        self.fields["kind"].choices = [("", "Anything"), *kinds]  # type: ignore[attr-defined]
        actors = [("", "Anybody"), *actors_on(school, chain)]
        self.fields["actor"].choices = actors  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """The filters as ``queries.trail`` takes them; a mistyped one filters nothing."""
        self.is_valid()
        clean = getattr(self, "cleaned_data", {})
        return {
            "kind": clean.get("kind") or "",
            "day": clean.get("day"),
            "actor_ref": clean.get("actor") or "",
        }
