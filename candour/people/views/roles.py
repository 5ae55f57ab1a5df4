"""Giving and ending roles; and who may do what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from candour.kit.access import Refused, allows, needs
from candour.kit.http import SchoolRequest
from candour.kit.manifest import capabilities
from candour.people.actions import end_role, give_role, restore_role
from candour.people.forms.people import EndRole, Roles
from candour.people.models import Role, RoleHeld
from candour.people.queries.people import held_by_id
from candour.people.roles import SECOND_FACTOR_ROLES, TABLE, Grant
from candour.people.views.people import found
from candour.ui.dates import day as in_words
from candour.ui.quiet import say


@needs("people.read")
def roles(request: SchoolRequest) -> HttpResponse:
    """Who may do what, from the one table that decides it."""
    words = {each.id: each.sentence for each in capabilities().values()}
    groups = [
        (group.title, [_line(each, words) for each in group.grants if each.capability in words])
        for group in TABLE
    ]
    second = [role.label for role in Role if role in SECOND_FACTOR_ROLES]
    reads = allows(request.actor, "people.read")
    context = {"groups": groups, "second": second, "reads": reads}
    return render(request, "people/roles.html", context)


def _line(grant: Grant, words: Mapping[str, str]) -> tuple[str, list[str], str]:
    """What the line allows, the roles that it names in the usual order, and why."""
    who = [str(role.label) for role in Role if role in grant.roles]
    return words[grant.capability], who, grant.why


@needs("people.manage")
def give(request: SchoolRequest, person: UUID) -> HttpResponse:
    """Give a person a role."""
    one = found(request, person)
    form = Roles(request.POST or None, by=request.actor)
    if form.is_valid():
        given = {**form.cleaned_data, "role": Role(form.cleaned_data["role"])}
        try:
            give_role(by=request.actor, person=one, **given)
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            say(request, f"{one.full_name} was given the role “{given['role'].label}”.")
            return redirect("people:person", request.school.slug, one.pk)
    return render(request, "people/role_give.html", {"form": form, "person": one})


@needs("people.manage")
def end(request: SchoolRequest, held: UUID) -> HttpResponse:
    """End a role on a day."""
    one = _held(request, held)
    role, before = Role(one.role), one.ends_on
    form = EndRole(request.POST or None)
    if form.is_valid():
        last = form.cleaned_data["ends_on"]
        try:
            end_role(by=request.actor, held=one, ends_on=last)
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            _say_ended(request, held, role, before, kept=last >= one.starts_on)
            return redirect("people:person", request.school.slug, one.person_id)
    context = {"form": form, "held": one, "role": role.label}
    return render(request, "people/role_end.html", context)


def _say_ended(
    request: SchoolRequest, held: UUID, role: Role, before: date | None, *, kept: bool
) -> None:
    """Say so, and offer to take it back where there is a row to take it back on."""
    undo = ""
    if kept:
        undo = reverse("people:role_restore", args=[request.school.slug, held])
        undo += f"?until={before.isoformat()}" if before else ""
    say(request, f"The role “{role.label}” ends.", undo=undo)


@needs("people.manage")
@require_POST
def restore(request: SchoolRequest, held: UUID) -> HttpResponse:
    """Take back the end of a role."""
    one = _held(request, held)
    until = request.GET.get("until", "")
    try:
        ends_on = date.fromisoformat(until) if until else None
    except ValueError:
        raise Http404 from None
    restore_role(by=request.actor, held=one, ends_on=ends_on)
    say(request, f"The role “{one.get_role_display()}” goes on" + _until(ends_on))
    return redirect("people:person", request.school.slug, one.person_id)


def _until(day: date | None) -> str:
    return f" until {in_words(day)}." if day else "."


def _held(request: SchoolRequest, held: UUID) -> RoleHeld:
    one = held_by_id(request.school, held)
    if one is None:
        raise Http404
    return one
