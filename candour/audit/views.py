"""The record: reading it, checking it, downloading it; the school's chain and the sealed one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from candour.audit import actions, queries
from candour.audit.export import Opened
from candour.audit.forms import TrailFilter
from candour.audit.models import Chain, Verification
from candour.audit.rules import is_running
from candour.kit import clock
from candour.kit.access import needs
from candour.kit.http import SchoolRequest


@needs("audit.read")
@require_GET
def trail(request: SchoolRequest) -> HttpResponse:
    """What was done at this school, newest first."""
    return render(request, "audit/trail.html", _page(request, Chain.SCHOOL))


@needs("audit.read_sealed")
@require_GET
def sealed_trail(request: SchoolRequest) -> HttpResponse:
    """What was done about concerns and cases, newest first."""
    return render(request, "audit/trail.html", _page(request, Chain.SEALED))


def _page(request: SchoolRequest, chain: str) -> dict[str, Any]:
    form = TrailFilter(request.GET or None, school=request.school, chain=chain)
    chosen = form.chosen()
    before = request.GET.get("before", "")
    page = queries.trail(
        request.school, chain, **chosen, before=int(before) if before.isdecimal() else None
    )
    check = queries.newest_verification(request.school, chain)
    running = check is not None and is_running(check, clock.now())
    older = request.GET.copy()
    older["before"] = str(page.older)
    return {
        "page": page,
        "form": form,
        "filtered": any(chosen.values()),
        "older_query": older.urlencode(),
        "later": bool(before),
        "check": check,
        "checkpoint": queries.newest_checkpoint(request.school, chain),
        "sealed": chain == Chain.SEALED,
        "running": running,
        "refresh_seconds": 3 if running else None,
    }


@needs("audit.read")
@require_POST
def check_trail(request: SchoolRequest) -> HttpResponse:
    """Check the school's chain now."""
    _say(request, actions.check_trail(by=request.actor, school=request.school))
    return redirect("audit:trail", request.school.slug)


@needs("audit.read_sealed")
@require_POST
def check_sealed_trail(request: SchoolRequest) -> HttpResponse:
    """Check the sealed chain now."""
    _say(request, actions.check_sealed_trail(by=request.actor, school=request.school))
    return redirect("audit:sealed_trail", request.school.slug)


def _say(request: SchoolRequest, asked: Verification) -> None:
    if asked.finished_at is None:
        messages.info(request, "The check has begun. This page shows how far it is.")
    elif asked.ok:
        messages.success(request, "The record was checked. Nothing in it was changed.")
    else:
        messages.error(request, "The record was checked. Something in it is not as it was written.")


@needs("audit.read")
@require_POST
def download_trail(request: SchoolRequest) -> FileResponse:
    """The school's chain as a file that can be checked without Candour."""
    return _sent(actions.export_trail(by=request.actor, school=request.school))


@needs("audit.read_sealed")
@require_POST
def download_sealed_trail(request: SchoolRequest) -> FileResponse:
    """The sealed chain as such a file."""
    return _sent(actions.export_sealed_trail(by=request.actor, school=request.school))


def _sent(opened: Opened) -> FileResponse:
    response = FileResponse(
        opened.file, as_attachment=True, filename=opened.name, content_type="application/jsonl"
    )
    response["Cache-Control"] = "no-store, private"
    return response
