"""The risk register (PUR-2)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from candour.kit.access import Refused, allows, needs
from candour.kit.clock import today
from candour.kit.http import SchoolRequest
from candour.policy.actions import risks as acts
from candour.policy.forms.risks import CloseForm, RiskForm, first_values, values_of
from candour.policy.models import Risk
from candour.policy.queries.risks import find_risk, register
from candour.policy.queries.shelf import possible_owners
from candour.policy.rules.risks import LIKELIHOOD
from candour.ui.quiet import say

MANAGE = "policy.risks.manage"


@needs("policy.risks.read")
def risks(request: SchoolRequest) -> HttpResponse:
    """The register, highest risks first."""
    context = {
        "register": register(request.school, today()),
        "likelihoods": list(LIKELIHOOD.values()),
        "manages": allows(request.actor, MANAGE),
        "names": allows(request.actor, "policy.evidence.read"),
    }
    return render(request, "policy/risks.html", context)


@needs(MANAGE)
def risk_add(request: SchoolRequest) -> HttpResponse:
    """A new risk."""
    return _edit(request, None)


@needs(MANAGE)
def risk(request: SchoolRequest, risk: UUID) -> HttpResponse:
    """Change a risk, or say that it was looked at again."""
    return _edit(request, find_risk(request.school, risk))


def _edit(request: SchoolRequest, held: Risk | None) -> HttpResponse:
    people = list(possible_owners(request.school, today()))
    first = values_of(held) if held else first_values()
    form = RiskForm(request.POST or None, people=people, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            if held is None:
                acts.add_risk(by=request.actor, school=request.school, facts=form.facts)
            else:
                acts.change_risk(by=request.actor, risk=held, facts=form.facts)
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            say(request, f"“{form.facts.title}” is kept.")
            return redirect("policy:risks", request.school.slug)
    context = {"form": form, "risk": held, "close": CloseForm()}
    return render(request, "policy/risk.html", context)


@needs(MANAGE)
def risk_close(request: SchoolRequest, risk: UUID) -> HttpResponse:
    """Close a risk, with a reason; can be taken back."""
    held = find_risk(request.school, risk)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.close_risk(by=request.actor, risk=held, reason=form.cleaned_data["reason"])
        undo = reverse("policy:risk_reopen", args=[request.school.slug, held.pk])
        say(request, f"“{held.title}” is closed.", undo=undo)
        return redirect("policy:risks", request.school.slug)
    edit = RiskForm(people=list(possible_owners(request.school, today())), initial=values_of(held))
    return render(request, "policy/risk.html", {"form": edit, "risk": held, "close": form})


@needs(MANAGE)
def risk_reopen(request: SchoolRequest, risk: UUID) -> HttpResponse:
    """Open a closed risk again."""
    held = find_risk(request.school, risk)
    if request.method == "POST":
        acts.reopen_risk(by=request.actor, risk=held)
        say(request, f"“{held.title}” is open again.")
    return redirect("policy:risks", request.school.slug)


@needs(MANAGE)
def risks_start(request: SchoolRequest) -> HttpResponse:
    """Begin with the starter risks."""
    if request.method == "POST":
        made = acts.start_register(by=request.actor, school=request.school)
        say(request, f"{len(made)} risks are on your register. Score each, and name somebody.")
    return redirect("policy:risks", request.school.slug)
