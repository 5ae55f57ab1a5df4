"""The people of a school: the list, one person, adding, changing, leaving."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from candour.kit.access import Refused, allows, needs
from candour.kit.clock import today
from candour.kit.http import SchoolRequest
from candour.kit.waiting import waiting_for
from candour.people.actions import add_person, bring_back, change_person, retire_person
from candour.people.forms.people import AddPerson, Details, FindPeople, Leave
from candour.people.models import Person, Role
from candour.people.queries.people import people_of, person_by_id, roles_held_by
from candour.people.roles import SECOND_FACTOR_ROLES
from candour.people.rules import by_time, has_left
from candour.ui.quiet import say


def found(request: SchoolRequest, person: UUID) -> Person:
    """This person of the school, or 404."""
    one = person_by_id(request.school, person)
    if one is None:
        raise Http404
    return one


@needs("people.read")
def people(request: SchoolRequest) -> HttpResponse:
    """Who is here, or who left, narrowed by name and role."""
    manages = allows(request.actor, "people.manage")
    form = FindPeople(request.GET or None, sees_leavers=manages)
    asked = form.cleaned_data if form.is_valid() else {}
    role = Role(asked["role"]) if asked.get("role") else None
    gone = asked.get("gone", False)
    listed = people_of(request.school, asked.get("q", ""), role, gone, by_address=manages)
    page = Paginator(listed, 25).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "manages": manages, "gone": gone}
    return render(request, "people/people.html", {**context, "asked": any(asked.values())})


@needs("people.manage")
def add(request: SchoolRequest) -> HttpResponse:
    """Add somebody with their first role."""
    form = AddPerson(request.POST or None, by=request.actor, school=request.school)
    if form.is_valid():
        given = form.cleaned_data
        span = (Role(given["role"]), given["starts_on"], given["ends_on"])
        names = ("given_name", "family_name", "email", "job_title")
        details = {name: given[name] for name in names}
        try:
            person = add_person(by=request.actor, school=request.school, roles=[span], **details)
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            say(request, f"{person.full_name} was added.")
            return redirect("people:person", request.school.slug, person.pk)
    return render(request, "people/add.html", {"form": form})


@needs("people.read")
def person(request: SchoolRequest, person: UUID) -> HttpResponse:
    """One person: who they are and which roles they hold, held and will hold."""
    one = found(request, person)
    held = by_time(roles_held_by(one), today())
    manages = allows(request.actor, "people.manage")
    left = has_left(one, today())
    if left and not manages:
        raise Http404
    roles_now = {Role(each.role) for each in held.now}
    context = {
        "person": one,
        "held": held,
        "manages": manages,
        "reads": allows(request.actor, "people.read"),
        "left": left,
        "second_step": bool(roles_now & SECOND_FACTOR_ROLES),
    }
    return render(request, "people/person.html", context)


@needs("people.manage")
def change(request: SchoolRequest, person: UUID) -> HttpResponse:
    """Change a person's names, address or job."""
    one = found(request, person)
    start = {
        "given_name": one.given_name,
        "family_name": one.family_name,
        "job_title": one.job_title,
        "email": one.account.email if one.account else "",
    }
    form = Details(request.POST or None, initial=start)
    if form.is_valid():
        try:
            change_person(by=request.actor, person=one, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            say(request, "Saved.")
            return redirect("people:person", request.school.slug, one.pk)
    return render(request, "people/change.html", {"form": form, "person": one})


@needs("people.manage")
def retire(request: SchoolRequest, person: UUID) -> HttpResponse:
    """Say that somebody leaves, having seen what they answer for."""
    one = found(request, person)
    form = Leave(request.POST or None)
    if form.is_valid():
        try:
            retire_person(by=request.actor, person=one, left_on=form.cleaned_data["left_on"])
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            undo = reverse("people:bring_back", args=[request.school.slug, one.pk])
            say(request, f"It is noted when {one.full_name} leaves.", undo=undo)
            return redirect("people:person", request.school.slug, one.pk)
    held = by_time(roles_held_by(one), today())
    # How much waits, not what: some of it may be for their eyes alone.
    context = {"form": form, "person": one, "held": held, "waiting": len(waiting_for(one))}
    return render(request, "people/retire.html", context)


@needs("people.manage")
@require_POST
def back(request: SchoolRequest, person: UUID) -> HttpResponse:
    """Take back that somebody leaves or has left."""
    one = bring_back(by=request.actor, person=found(request, person))
    say(request, f"{one.full_name} is here again.")
    return redirect("people:person", request.school.slug, one.pk)
