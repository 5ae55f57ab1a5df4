"""Agreed exceptions to a duty: asking, the list, deciding, ending."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from candour.kit.access import Refused, allows, needs
from candour.kit.clock import today
from candour.kit.http import SchoolRequest
from candour.policy.actions import departures as acts
from candour.policy.actions.duties import ensure_duties
from candour.policy.forms.departures import DepartureDecision, DepartureForm
from candour.policy.models import Departure
from candour.policy.queries.departures import (
    departures_page,
    find_departure,
    may_decide,
    may_end,
)
from candour.policy.queries.duties import duty_or_new, find_control
from candour.policy.rules.catalogue import control_title
from candour.ui.quiet import say

READERS = ("policy.evidence.read", "policy.departures.decide")


@needs(*READERS)
def departures(request: SchoolRequest) -> HttpResponse:
    """Every exception, newest first."""
    page = departures_page(request.school, request.GET.get("page", "1"))
    rows = [{"departure": each, "title": control_title(each.duty.control)} for each in page]
    return render(request, "policy/departures.html", {"page": page, "rows": rows})


@needs("policy.departures.ask")
def departure_ask(request: SchoolRequest, control: str) -> HttpResponse:
    """Ask that a duty need not be done for a while."""
    known = find_control(control)
    duty = duty_or_new(request.school, known)
    form = DepartureForm(request.POST or None, initial={"starts_on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            if duty._state.adding:
                [duty] = ensure_duties(by=request.actor, school=request.school, controls=[control])
            acts.ask_departure(by=request.actor, duty=duty, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            say(request, "Your request is sent. The duty counts as before until it is agreed.")
            return redirect("policy:duty", request.school.slug, control)
    return render(request, "policy/departure_ask.html", {"form": form, "control": known})


@needs("policy.evidence.read", "policy.departures.ask", "policy.departures.decide")
def departure(request: SchoolRequest, departure: UUID) -> HttpResponse:
    """One exception, with the decision where it is this person's to make; whoever asked for it may
    always read it."""
    found = find_departure(request.school, departure)
    if found.asked_by != request.actor and not any(allows(request.actor, may) for may in READERS):
        raise Http404
    form = DepartureDecision(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, found, form)
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            return redirect("policy:departures", request.school.slug)
    context = {
        "departure": found,
        "title": control_title(found.duty.control),
        "form": form,
        "decides": may_decide(found, request.actor),
        "ends": may_end(found, request.actor),
    }
    return render(request, "policy/departure.html", context)


def _decide(request: SchoolRequest, found: Departure, form: DepartureDecision) -> None:
    note = form.cleaned_data["note"]
    if form.cleaned_data["verdict"] == "agree":
        acts.agree_departure(by=request.actor, departure=found, note=note)
        say(request, "Agreed. It ends by itself.")
    else:
        acts.refuse_departure(by=request.actor, departure=found, note=note)
        say(request, "Refused. The duty counts as before.")


@needs("policy.departures.ask")
def departure_end(request: SchoolRequest, departure: UUID) -> HttpResponse:
    """End an exception now."""
    found = find_departure(request.school, departure)
    if request.method == "POST":
        acts.end_departure(by=request.actor, departure=found)
        say(request, "The exception has ended. The duty counts again.")
    return redirect("policy:duty", request.school.slug, found.duty.control)
