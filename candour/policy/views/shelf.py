"""The document shelf: list, one document, add, change, retire, new version, download."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from candour.files.serving import file_response
from candour.kit.access import Refused, needs
from candour.kit.clock import today
from candour.kit.http import SchoolRequest
from candour.policy.actions import shelf as acts
from candour.policy.forms.shelf import ChangeDocumentForm, DocumentForm, VersionForm
from candour.policy.queries import shelf as queries
from candour.policy.views.posting import posted, posted_files
from candour.policy.views.uploads import limited_upload
from candour.ui.quiet import say


@needs("policy.read")
def shelf(request: SchoolRequest) -> HttpResponse:
    """Every document, with what is missing; and those that policies lean on and are not here."""
    rows = queries.shelf(request.school, today())
    return render(request, "policy/shelf.html", {"rows": rows, "offers": queries.offers(rows)})


@needs("policy.read")
def document(request: SchoolRequest, document: UUID) -> HttpResponse:
    """One document: where it stands, and the history of its versions."""
    row = queries.shelf_document(request.school, document, today())
    drafts = queries.sees_drafts(request.actor)
    context = {
        "row": row,
        "versions": list(queries.versions_of(row.document, drafts)),
    }
    return render(request, "policy/document.html", context)


@needs("policy.shelf.manage")
def document_add(request: SchoolRequest) -> HttpResponse:
    """A new document on the shelf."""
    start = {"kind": request.GET.get("kind"), "title": request.GET.get("title")}
    form = DocumentForm(posted(request), school=request.school, initial=start)
    if form.is_valid():
        try:
            added = acts.add_document(by=request.actor, school=request.school, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, f"{added.title} is on the shelf.")
            return redirect("policy:document", request.school.slug, added.pk)
    return render(request, "policy/document_add.html", {"form": form})


@needs("policy.shelf.manage")
def document_change(request: SchoolRequest, document: UUID) -> HttpResponse:
    """A document's title, owner, address and review date."""
    held = queries.shelf_document(request.school, document, today()).document
    now = {
        name: getattr(held, name) for name in ("title", "owner", "owner_role", "link", "review_on")
    }
    form = ChangeDocumentForm(posted(request), school=request.school, initial=now)
    if form.is_valid():
        acts.change_document(by=request.actor, document=held, **form.cleaned_data)
        messages.success(request, f"{held.title} was changed.")
        return redirect("policy:document", request.school.slug, held.pk)
    return render(request, "policy/document_change.html", {"form": form, "document": held})


@require_POST
@needs("policy.shelf.manage")
def document_retire(request: SchoolRequest, document: UUID) -> HttpResponse:
    """Take a document off the shelf."""
    held = queries.shelf_document(request.school, document, today()).document
    acts.retire_document(by=request.actor, document=held)
    undo = reverse("policy:document_restore", args=[request.school.slug, held.pk])
    say(request, f"{held.title} is off the shelf. Its history is kept.", undo=undo)
    return redirect("policy:shelf", request.school.slug)


@require_POST
@needs("policy.shelf.manage")
def document_restore(request: SchoolRequest, document: UUID) -> HttpResponse:
    """Put a document back on the shelf."""
    held = queries.shelf_document(request.school, document, today()).document
    acts.restore_document(by=request.actor, document=held)
    messages.success(request, f"{held.title} is on the shelf again.")
    return redirect("policy:document", request.school.slug, held.pk)


@needs("policy.shelf.manage")
@limited_upload
def version_add(request: SchoolRequest, document: UUID) -> HttpResponse:
    """A new version of a document: a file or an address."""
    held = queries.shelf_document(request.school, document, today()).document
    form = VersionForm(posted(request), posted_files(request))
    if form.is_valid():
        try:
            made = acts.add_version(by=request.actor, document=held, **_uploaded(form.cleaned_data))
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, f"Version {made.number} of {held.title} is in force.")
            return redirect("policy:document", request.school.slug, held.pk)
    return render(request, "policy/version_add.html", {"form": form, "document": held})


@needs("policy.read")
def version_file(request: SchoolRequest, version: UUID) -> HttpResponseBase:
    """The stored file of a version, as it was uploaded."""
    held = queries.find_published(request.school, version, request.actor)
    if held.file is None:
        raise Http404
    return file_response(held.file, as_download=True)


def _uploaded(data: dict[str, Any]) -> dict[str, Any]:
    """What the action takes, from what the form gives."""
    given = {name: data[name] for name in ("link", "approved_on", "approved_by", "note")}
    upload = data.get("file")
    if upload is None:
        return given
    media_type = upload.content_type or "application/octet-stream"
    return given | {"content": upload.read(), "name": upload.name, "media_type": media_type}
