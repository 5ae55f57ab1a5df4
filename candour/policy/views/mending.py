"""How a version was read, shown as read, and the pages on which a person puts it right."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from candour.kit.access import Refused, needs
from candour.kit.http import SchoolRequest
from candour.policy.actions import review as acts
from candour.policy.forms.review import MendForm, SplitForm
from candour.policy.models import ReviewStep, Version
from candour.policy.queries.reading import as_it_was_read
from candour.policy.queries.review import find_text, review_sections
from candour.policy.queries.shelf import find_published, find_version
from candour.policy.views.posting import posted
from candour.policy.views.reviewing import say_done, to_section


@needs("policy.read")
def reading(request: SchoolRequest, version: UUID) -> HttpResponse:
    """The whole document in order, marked with what was taken for a clause and what was not."""
    held = find_published(request.school, version, request.actor)
    context = {"version": held, "pieces": as_it_was_read(held), "warnings": held.warnings}
    return render(request, "policy/reading.html", context)


@needs("policy.links.confirm")
def clause_mend(request: SchoolRequest, version: UUID, text: UUID) -> HttpResponse:
    """One clause as read: its title, words, kind and whom it binds."""
    held = find_version(request.school, version)
    clause = find_text(held, text)
    form = MendForm.of(clause, posted(request))
    if form.is_valid():
        try:
            step = acts.change_clause(by=request.actor, text=clause, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            return _done(request, held, step)
    context = {"version": held, "text": clause, "form": form}
    return render(request, "policy/clause_mend.html", context)


@needs("policy.links.confirm")
def clause_split(request: SchoolRequest, version: UUID, text: UUID) -> HttpResponse:
    """Two clauses from one."""
    held = find_version(request.school, version)
    clause = find_text(held, text)
    form = SplitForm(posted(request), text=clause)
    if form.is_valid():
        try:
            place = form.cleaned_data["place"]
            step = acts.split_clause(by=request.actor, text=clause, at=place)
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            return _done(request, held, step)
    context = {"version": held, "text": clause, "form": form}
    return render(request, "policy/clause_split.html", context)


@require_POST
@needs("policy.links.confirm")
def clause_merge(request: SchoolRequest, version: UUID, text: UUID) -> HttpResponse:
    """One clause from this one and the next."""
    held = find_version(request.school, version)
    step = acts.merge_with_next(by=request.actor, text=find_text(held, text))
    return _done(request, held, step)


@require_POST
@needs("policy.links.confirm")
def clause_set_aside(request: SchoolRequest, version: UUID, text: UUID) -> HttpResponse:
    """Not a clause after all."""
    held = find_version(request.school, version)
    step = acts.set_aside(by=request.actor, text=find_text(held, text))
    return _done(request, held, step)


@require_POST
@needs("policy.links.confirm")
def clause_make(request: SchoolRequest, version: UUID, start: int) -> HttpResponse:
    """A clause after all."""
    held = find_version(request.school, version)
    step = acts.make_clause(by=request.actor, version=held, start=start)
    return _done(request, held, step)


def _done(request: SchoolRequest, version: Version, step: ReviewStep) -> HttpResponse:
    """Say what was done; back to the section, or to the page of the whole document."""
    say_done(request, step)
    if "section" in request.POST:
        return redirect(to_section(request, version, review_sections(version)))
    return redirect(reverse("policy:reading", args=[request.school.slug, version.pk]))
