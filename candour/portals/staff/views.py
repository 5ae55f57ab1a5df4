"""Pages of the staff door: the desk, first steps, and where to turn with a concern."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from candour.kit.access import allows, needs, signed_in
from candour.kit.clock import today
from candour.kit.http import SchoolRequest
from candour.kit.waiting import waiting_for
from candour.policy.queries.coverage import coverage, known
from candour.policy.queries.quilt import quilt_sections
from candour.portals.staff import queries
from candour.ui.pieces import tasks_of


@signed_in
def desk(request: SchoolRequest) -> HttpResponse:
    """What waits for me, worst first; then the big things that my role does."""
    if not allows(request.actor, "policy.read"):
        tasks = tasks_of(waiting_for(request.actor))
        return render(request, "staff/desk.html", {"tasks": tasks})
    now = coverage(request.school, today())
    with known(now):
        waiting = waiting_for(request.actor)
    context = {
        "tasks": tasks_of(waiting),
        "coverage": now,
        "quilt": quilt_sections(now, request.school),
        "doors": queries.doors(request.actor, request.school),
    }
    return render(request, "staff/desk.html", context)


@signed_in
def concern(request: SchoolRequest) -> HttpResponse:
    """Whom to tell, by telephone or in person, and when to ring 999 (STA-10, STA-23)."""
    contacts = queries.concern_contacts(request.school, today())
    return render(request, "staff/concern.html", {"contacts": contacts})


@needs("policy.import", "schools.settings.manage")
def first_steps(request: SchoolRequest) -> HttpResponse:
    """From nothing to a live page, step by step."""
    steps = queries.first_steps(request.school, today())
    following = next((step for step in steps if not step.done), None)
    done = sum(step.done for step in steps)
    context = {"steps": steps, "following": following, "done": done}
    return render(request, "staff/first_steps.html", context)
