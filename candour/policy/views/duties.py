"""Duties: the list with bulk reassignment, one duty, and the acts on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from candour.kit.access import Refused, allows, needs
from candour.kit.clock import today
from candour.kit.http import SchoolRequest
from candour.policy.actions import duties as acts
from candour.policy.forms.duties import AssignManyForm, DutyFilterForm
from candour.policy.queries.coverage import coverage
from candour.policy.queries.duties import (
    DutyFilter,
    duty_list,
    filter_choices,
    find_assignment,
    holders_by_role,
    role_words,
)
from candour.policy.rules.catalogue import CONTROLS
from candour.policy.views.showing import owner_words, sees_names
from candour.ui.quiet import say


@needs("policy.read")
def duties(request: SchoolRequest) -> HttpResponse:
    """Every duty, worst first, narrowed by the address; leaders can name owners for several."""
    found = coverage(request.school, today())
    names = sees_names(request.actor)
    form = DutyFilterForm(request.GET or None, choices=filter_choices(found), with_names=names)
    rows = [
        {
            "now": row.now,
            "clauses": row.clauses,
            "owner": owner_words(row.now, request.actor, names),
            "usual": role_words(row.now.control.text.owner),
        }
        for row in duty_list(found, DutyFilter(**form.chosen()))
    ]
    assigns = allows(request.actor, "policy.duties.assign")
    context = {
        "rows": rows,
        "form": form,
        "assign_form": _assign_form(request) if assigns else None,
    }
    return render(request, "policy/duties.html", context)


def _assign_form(request: SchoolRequest, data: Any = None) -> AssignManyForm:
    usual = {control.text.owner for control in CONTROLS.all()}
    holders = holders_by_role(request.school, today(), usual)
    return AssignManyForm(data, school=request.school, holders=holders)


@needs("policy.duties.assign")
def duties_assign(request: SchoolRequest) -> HttpResponse:
    """Name owners for several duties: shown first, done once confirmed."""
    if request.method != "POST":
        return redirect("policy:duties", request.school.slug)
    form = _assign_form(request, request.POST)
    if not form.is_valid():
        return render(request, "policy/duties_assign.html", {"form": form, "chosen": []})
    owners = form.owners()
    if "confirmed" in request.POST:
        try:
            done = acts.assign_owners(by=request.actor, school=request.school, owners=owners)
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            undo = reverse("policy:assignment_undo", args=[request.school.slug, done.pk])
            say(request, _said(len(owners)), undo=undo)
            return redirect("policy:duties", request.school.slug)
    found = coverage(request.school, today())
    chosen = [(found.duties[control], person) for control, person in owners.items()]
    return render(request, "policy/duties_assign.html", {"form": form, "chosen": chosen})


def _said(duties: int) -> str:
    if duties == 1:
        return "One duty now has somebody who answers for it."
    return f"{duties} duties now have somebody who answers for them."


@require_POST
@needs("policy.duties.assign")
def assignment_undo(request: SchoolRequest, assignment: UUID) -> HttpResponse:
    """Take back an act of naming owners."""
    held = find_assignment(request.school, assignment)
    acts.undo_assignment(by=request.actor, assignment=held)
    say(request, "That was taken back.")
    return redirect("policy:duties", request.school.slug)
