"""The catalogue of controls: everything that Candour knows a policy may ask for."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from candour.kit.access import needs
from candour.kit.http import SchoolRequest
from candour.policy.models import ClauseText, Duty
from candour.policy.queries.duties import role_words
from candour.policy.rules.catalogue import CONTROLS
from candour.policy.rules.reach import control_reach


@needs("policy.read")
def controls(request: SchoolRequest) -> HttpResponse:
    """Every control: what it asks, how often, who usually does it, and how its state is known."""
    rows = [
        {
            "control": control,
            "rhythm": Duty.Rhythm(control.rhythm).label,
            "owner": role_words(control.text.owner),
            "reach": ClauseText.Reach(control_reach(control.id)).label,
        }
        for control in sorted(CONTROLS.all(), key=lambda each: each.title)
    ]
    return render(request, "policy/controls.html", {"rows": rows})
