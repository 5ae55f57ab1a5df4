"""Drop any policy in, nothing kept, no account: the gap report as a page and as a PDF.

Mounted by the demonstration alone, the second under ``report/`` below the first, wherever that is;
so their pages know each other by relative addresses. A wrapper must keep the attributes of these
views (``functools.wraps``), or the upload is read before it is looked at. The upload is held in
memory, never on disk or in the database; its name is shown to whoever sent it and written nowhere.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from candour.kit.access import public
from candour.policy.forms.drop import DropForm, KeptByReader
from candour.policy.reading import UnreadablePolicy
from candour.policy.reports.gap import GapReport, gap_report
from candour.policy.reports.prepared import prepare
from candour.policy.reports.typeset import values_pdf
from candour.policy.views.posting import posted, posted_files
from candour.policy.views.uploads import in_memory_upload

_SALT = "candour.policy.drop"
_AN_HOUR = 3600


@public("anybody may see what a policy asks for; nothing of it is kept")
@in_memory_upload
@never_cache
def drop(request: HttpRequest) -> HttpResponse:
    """Choose a file; the answer is the report."""
    form = DropForm(posted(request), posted_files(request))
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            report = gap_report(prepare(file.read(), name=file.name))
        except UnreadablePolicy as error:
            form.add_error("file", error.message)
        else:
            return render(request, "policy/drop_report.html", _shown(report))
    context = {"form": form, "too_old": "too-old" in request.GET}
    return render(request, "policy/drop.html", context)


@require_POST
@public("the report that the reader's own page holds, set as a PDF")
@never_cache
def drop_report(request: HttpRequest) -> HttpResponse:
    """The report that was just shown, as a PDF. It comes back from the reader's page, signed."""
    try:
        values = signing.loads(request.POST.get("report", ""), salt=_SALT, max_age=_AN_HOUR)
    except signing.BadSignature:
        return HttpResponseRedirect("../?too-old=1")
    response = HttpResponse(values_pdf(values), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="gap-report.pdf"'
    return response


def _shown(report: GapReport) -> dict[str, Any]:
    values = dataclasses.asdict(report) | {"asking": report.asking}
    signed = signing.dumps(values, salt=_SALT, compress=True)
    return {"report": report, "form": KeptByReader(initial={"report": signed})}
