"""Comparing: with the model policy, with the version before; the gap report; the model itself."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from candour.kit.access import Refused, needs
from candour.kit.http import SchoolRequest
from candour.policy.actions.imports import import_bytes
from candour.policy.models import Version
from candour.policy.queries import comparing
from candour.policy.queries.shelf import find_published
from candour.policy.queries.versions import changes as what_changed
from candour.policy.queries.versions import in_force, the_policy, under_review
from candour.policy.reports.gap import gap_report
from candour.policy.reports.model import filled_model, prepare_model
from candour.policy.reports.typeset import gap_pdf


@needs("policy.read")
def compare(request: SchoolRequest) -> HttpResponse:
    """The school's policy beside the model. With ``take``, the wording chosen, to print."""
    wanted = request.GET.getlist("take")
    if wanted:
        clauses = comparing.model_wording(wanted)
        return render(request, "policy/wording.html", {"clauses": clauses})
    policy = the_policy(request.school)
    version = in_force(policy) or under_review(policy)
    compared = comparing.compared_with_model(version) if version is not None else None
    context = {"version": version, "compared": compared}
    return render(request, "policy/compare.html", context)


@needs("policy.read")
def changes(request: SchoolRequest, version: UUID) -> HttpResponse:
    """A version beside the one before it: changed clauses side by side first."""
    held = find_published(request.school, version, request.actor)
    context = {"version": held, "changes": what_changed(held)}
    return render(request, "policy/changes.html", context)


@needs("policy.read")
def model(request: SchoolRequest) -> HttpResponse:
    """The built-in model policy, and the button that makes it the school's own."""
    error = ""
    if request.method == "POST":
        try:
            version = _adopt_model(request)
        except Refused as refused:
            error = refused.reason
        else:
            messages.success(request, "The model policy is here for you to look at and change.")
            return redirect("policy:review", request.school.slug, version.pk)
    context = {"sections": comparing.model_sections(), "error": error}
    return render(request, "policy/model.html", context)


@needs("policy.read")
def report(request: SchoolRequest, version: UUID) -> HttpResponse:
    """The gap report on a version, as a PDF."""
    held = find_published(request.school, version, request.actor)
    pdf = gap_pdf(gap_report(comparing.as_prepared(held), kept=True))
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="gap-report-version-{held.number}.pdf"'
    return response


def _adopt_model(request: SchoolRequest) -> Version:
    """The model policy with the school's details, stored and written like any import."""
    details = comparing.details_for_model(request.school)
    return import_bytes(
        by=request.actor,
        school=request.school,
        prepared=prepare_model(details),
        content=filled_model(details).encode(),
        media_type="text/markdown",
    )
