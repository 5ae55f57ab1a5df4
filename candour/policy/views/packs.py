"""The evidence pack: ask for one, see it being made, fetch it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from candour.files.serving import file_response
from candour.kit.access import Refused, needs
from candour.kit.http import SchoolRequest
from candour.policy.actions.packs import ask_pack
from candour.policy.forms.packs import PackForm
from candour.policy.models import EvidencePack
from candour.policy.queries.packs import find_pack, pack_page
from candour.ui.quiet import say

REFRESH_SECONDS = 3


@needs("policy.pack.export")
def pack(request: SchoolRequest) -> HttpResponse:
    """Ask for a pack; below, those that were made."""
    form = PackForm(request.POST) if request.method == "POST" else PackForm.for_this_year()
    if request.method == "POST" and form.is_valid():
        try:
            ask_pack(by=request.actor, school=request.school, **form.asked)
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            say(request, "Your pack is being made. It will be ready on this page in a moment.")
            return redirect("policy:pack", request.school.slug)
    page = pack_page(request.school, request.GET.get("page", 1))
    waiting = any(each.state == EvidencePack.State.WAITING for each in page)
    context = {"form": form, "page": page, "waiting": waiting}
    if waiting and request.method == "GET":
        context["refresh_seconds"] = REFRESH_SECONDS
    return render(request, "policy/pack.html", context)


@needs("policy.pack.export")
def pack_file(request: SchoolRequest, pack: UUID) -> HttpResponseBase:
    """Fetch a pack that is ready."""
    found = find_pack(request.school, pack)
    assert found.file is not None
    return file_response(found.file)
