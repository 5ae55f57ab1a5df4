"""A calendar file: read, shown, taken in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from candour.kit import clock
from candour.kit.access import needs
from candour.kit.http import SchoolRequest
from candour.schools import actions
from candour.schools.calendar import calendar_of
from candour.schools.forms import CalendarFileForm
from candour.schools.planned import not_there_yet
from candour.schools.queries import planned_closures
from candour.schools.tokens import plan_token, read_plan
from candour.schools.views.calendar import done

_MAY = "schools.calendar.manage"


@needs(_MAY)
def calendar_import(request: SchoolRequest) -> HttpResponse:
    """Choose a calendar file; then see what it would add, before anything is added."""
    form = CalendarFileForm(request.POST or None, request.FILES or None, today=clock.today())
    if not form.is_valid():
        return render(request, "schools/calendar_import.html", {"form": form})
    found = form.found
    plan = not_there_yet(calendar_of(request.school), found.terms, found.days)
    return render(
        request,
        "schools/calendar_preview.html",
        {
            "plan": plan,
            "closures": planned_closures(request.school, plan.days),
            "not_used": found.not_used,
            "token": plan_token(request.school, plan),
        },
    )


@needs(_MAY)
@require_POST
def calendar_confirm(request: SchoolRequest) -> HttpResponse:
    """Take in what the page before showed."""
    plan = read_plan(request.school, request.POST.get("plan", ""))
    act = actions.import_calendar(
        by=request.actor, school=request.school, terms=plan.terms, days=plan.days
    )
    if act is None:
        return done(request, "The calendar had all of this already. Nothing was changed.", None)
    return done(request, "The calendar file is taken in.", act)
