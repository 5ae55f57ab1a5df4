"""Households: who lives together."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from candour.kit.access import Refused, needs
from candour.kit.http import SchoolRequest
from candour.people.actions import add_household, add_to_household, remove_from_household
from candour.people.forms.people import Member, NameHousehold
from candour.people.models import Household
from candour.people.queries.people import household_by_id, households_of, members_of
from candour.people.views.people import found
from candour.ui.quiet import say


@needs("people.manage")
def households(request: SchoolRequest) -> HttpResponse:
    """The households, and a way to add one."""
    form = NameHousehold(request.POST or None)
    if form.is_valid():
        try:
            home = add_household(by=request.actor, school=request.school, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            return redirect("people:household", request.school.slug, home.pk)
    page = Paginator(households_of(request.school), 25).get_page(request.GET.get("page"))
    return render(request, "people/households.html", {"form": form, "page": page})


@needs("people.manage")
def household(request: SchoolRequest, household: UUID) -> HttpResponse:
    """One household: who lives there, and a way to add somebody."""
    home = _home(request, household)
    form = Member(request.POST or None, school=request.school)
    if form.is_valid():
        person = form.cleaned_data["person"]
        add_to_household(by=request.actor, household=home, person=person)
        undo = reverse("people:household_leave", args=[request.school.slug, home.pk, person.pk])
        say(request, f"{person.full_name} was added.", undo=undo)
        return redirect("people:household", request.school.slug, home.pk)
    context = {"form": form, "household": home, "members": members_of(home)}
    return render(request, "people/household.html", context)


@needs("people.manage")
@require_POST
def leave(request: SchoolRequest, household: UUID, person: UUID) -> HttpResponse:
    """Take somebody out of a household."""
    home, one = _home(request, household), found(request, person)
    remove_from_household(by=request.actor, household=home, person=one)
    say(request, f"{one.full_name} no longer lives there.")
    return redirect("people:household", request.school.slug, home.pk)


def _home(request: SchoolRequest, household: UUID) -> Household:
    home = household_by_id(request.school, household)
    if home is None:
        raise Http404
    return home
