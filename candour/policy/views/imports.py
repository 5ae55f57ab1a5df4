"""Importing the policy: choose a file, see it being read, adopt or set aside what came of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from candour.kit.access import Refused, needs
from candour.kit.clock import today
from candour.kit.http import SchoolRequest
from candour.policy.actions.imports import start_import
from candour.policy.actions.versions import adopt_version, discard_version
from candour.policy.forms.imports import AdoptForm, ImportForm
from candour.policy.importing import pages_read, read_import
from candour.policy.queries.imports import find_import, upload_being_read
from candour.policy.queries.review import review_progress
from candour.policy.queries.shelf import find_version
from candour.policy.queries.versions import the_policy, under_review
from candour.policy.views.posting import posted, posted_files
from candour.policy.views.uploads import limited_upload

# What is read in well under two seconds is read before the answer; all else by the worker.
_READ_AT_ONCE = {"application/pdf": 400_000}
_READ_AT_ONCE_ELSE = 1_500_000


@transaction.non_atomic_requests
@needs("policy.import")
@limited_upload
def import_policy(request: SchoolRequest) -> HttpResponse:
    """Choose a file or paste the words. The bytes are safe before anything else happens."""
    form = ImportForm(posted(request), posted_files(request))
    if form.is_valid():
        upload = form.upload()
        try:
            started = start_import(by=request.actor, school=request.school, **upload)
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            if len(upload["content"]) < _READ_AT_ONCE.get(upload["media_type"], _READ_AT_ONCE_ELSE):
                read_import(started.pk)
            return redirect("policy:importing", request.school.slug, started.pk)
    context = {
        "form": form,
        "reviewing": under_review(the_policy(request.school)),
        "waiting": upload_being_read(request.school),
    }
    return render(request, "policy/import.html", context)


@needs("policy.import")
def importing(request: SchoolRequest, upload: UUID) -> HttpResponse:
    """An upload while it is read, and why it could not be; once read, on to looking at it."""
    held = find_import(request.school, upload)
    if held.version is not None:
        return redirect("policy:review", request.school.slug, held.version.pk)
    done, total = pages_read(held.pk)
    context = {
        "upload": held,
        "done": done,
        "total": total,
        "refresh_seconds": 2 if held.is_waiting else 0,
    }
    return render(request, "policy/importing.html", context)


@needs("policy.import")
def adopt(request: SchoolRequest, version: UUID) -> HttpResponse:
    """Bring a version into force, with the facts that the document itself leaves out."""
    held = find_version(request.school, version)
    form = AdoptForm(posted(request))
    if form.is_valid():
        try:
            adopt_version(by=request.actor, version=held, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, f"Version {held.number} is in force from today.")
            return redirect("policy:today", request.school.slug)
    context = {"form": form, "version": held, "progress": review_progress(held), "today": today()}
    return render(request, "policy/adopt.html", context)


@require_POST
@needs("policy.import")
def discard(request: SchoolRequest, version: UUID) -> HttpResponse:
    """Set a version aside."""
    held = find_version(request.school, version)
    discard_version(by=request.actor, version=held)
    messages.success(request, f"Version {held.number} was set aside. Nothing else has changed.")
    return redirect("policy:document", request.school.slug, held.document_id)
