"""How the school is reached: read, changed, checked once a year."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from candour.kit import clock
from candour.kit.access import Refused, needs
from candour.kit.http import SchoolRequest
from candour.schools import actions
from candour.schools.forms import SettingsForm
from candour.schools.queries import settings_of, settings_page
from candour.ui.quiet import say

_MAY = "schools.settings.manage"


@needs(_MAY)
@require_GET
def settings(request: SchoolRequest) -> HttpResponse:
    """The settings as they stand, with what is empty and what was not checked for a year."""
    states = settings_page(request.school, clock.today())
    return render(
        request,
        "schools/settings.html",
        {
            "states": states,
            "empty": [each for each in states if each.state == "nobody"],
            "old": [each for each in states if each.state == "overdue"],
            "filled": any(each.value for each in states),
        },
    )


@needs(_MAY)
def change(request: SchoolRequest) -> HttpResponse:
    """Change the settings."""
    given = request.POST if request.method == "POST" else None
    form = SettingsForm(given, initial=SettingsForm.initial_of(settings_of(request.school)))
    if form.is_valid():
        try:
            actions.change_settings(by=request.actor, school=request.school, values=form.values())
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            say(request, "The school's settings are saved.")
            return redirect("schools:settings", request.school.slug)
    return render(request, "schools/change.html", {"form": form})


@needs(_MAY)
@require_POST
def check(request: SchoolRequest) -> HttpResponse:
    """Say that everything that is filled in is right today."""
    actions.check_settings(by=request.actor, school=request.school)
    say(request, "You have said that these details are right. You will be asked again in a year.")
    return redirect("schools:settings", request.school.slug)
