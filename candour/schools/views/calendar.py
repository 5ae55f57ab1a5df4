"""The school's terms and closed days: read, added, changed, taken out, put back."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from candour.kit import clock
from candour.kit.access import Refused, needs
from candour.kit.http import SchoolRequest
from candour.schools import actions
from candour.schools.forms import ClosureForm, TermForm
from candour.schools.models import Term
from candour.schools.queries import Closure, calendar_page, closure_of, term_of
from candour.ui.quiet import say

_MAY = "schools.calendar.manage"


def done(request: SchoolRequest, words: str, act: UUID | None) -> HttpResponse:
    """Back to the calendar, with what happened and, when something did, a way to undo it."""
    slug = request.school.slug
    say(request, words, undo=reverse("schools:calendar_undo", args=[slug, act]) if act else "")
    return redirect("schools:calendar", slug)


def _edit(
    request: SchoolRequest,
    form: Form,
    title: str,
    act: Callable[[], UUID | None],
    words: Callable[[], str],
) -> HttpResponse:
    """A form of the calendar: shown, or acted upon, a refusal beside it."""
    if form.is_valid():
        try:
            return done(request, words(), act())
        except Refused as refused:
            form.add_error(None, refused.reason)
    return render(request, "schools/calendar_form.html", {"form": form, "title": title})


def _term(request: SchoolRequest, term: UUID) -> Term:
    found = term_of(request.school, term)
    if found is None:
        raise Http404
    return found


def _closure(request: SchoolRequest, first: UUID) -> Closure:
    found = closure_of(request.school, first)
    if found is None:
        raise Http404
    return found


@needs(_MAY)
@require_GET
def calendar(request: SchoolRequest) -> HttpResponse:
    """Terms and closed days by academic year."""
    years = calendar_page(request.school, clock.today())
    return render(request, "schools/calendar.html", {"years": years})


@needs(_MAY)
def term_new(request: SchoolRequest) -> HttpResponse:
    """Add a term."""
    form = TermForm(request.POST or None)
    return _edit(
        request,
        form,
        "Add a term",
        lambda: actions.add_term(by=request.actor, school=request.school, **form.cleaned_data),
        lambda: f"{form.cleaned_data['name']} is in the calendar.",
    )


@needs(_MAY)
def term_change(request: SchoolRequest, term: UUID) -> HttpResponse:
    """Change a term's name or dates."""
    old = _term(request, term)
    initial = {"name": old.name, "starts_on": old.starts_on, "ends_on": old.ends_on}
    form = TermForm(request.POST or None, initial=initial)
    return _edit(
        request,
        form,
        "Change a term",
        lambda: actions.change_term(
            by=request.actor, school=request.school, term=old, **form.cleaned_data
        ),
        lambda: f"{form.cleaned_data['name']} is changed.",
    )


@needs(_MAY)
@require_POST
def term_remove(request: SchoolRequest, term: UUID) -> HttpResponse:
    """Take a term out."""
    old = _term(request, term)
    act = actions.remove_term(by=request.actor, school=request.school, term=old)
    return done(request, f"{old.name} is taken out of the calendar.", act)


@needs(_MAY)
def closure_new(request: SchoolRequest) -> HttpResponse:
    """Add a closed day or several."""
    form = ClosureForm(request.POST or None)
    return _edit(
        request,
        form,
        "Add a closed day",
        lambda: actions.add_closure(by=request.actor, school=request.school, **form.cleaned_data),
        lambda: "The closed days are in the calendar.",
    )


@needs(_MAY)
def closure_change(request: SchoolRequest, first: UUID) -> HttpResponse:
    """Change a closed day or several."""
    old = _closure(request, first)
    form = ClosureForm(request.POST or None, initial=ClosureForm.initial_of(old))
    return _edit(
        request,
        form,
        "Change closed days",
        lambda: actions.change_closure(
            by=request.actor, school=request.school, closure=old, **form.cleaned_data
        ),
        lambda: "The closed days are changed.",
    )


@needs(_MAY)
@require_POST
def closure_remove(request: SchoolRequest, first: UUID) -> HttpResponse:
    """Take closed days out."""
    old = _closure(request, first)
    act = actions.remove_closure(by=request.actor, school=request.school, closure=old)
    return done(request, f"{old.first} is taken out of the calendar.", act)


@needs(_MAY)
@require_POST
def calendar_undo(request: SchoolRequest, act: UUID) -> HttpResponse:
    """Undo one act."""
    actions.undo_calendar(by=request.actor, school=request.school, act=act)
    return done(request, "The calendar is as it was before.", None)
