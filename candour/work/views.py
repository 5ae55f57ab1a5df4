"""Whether Candour is well, for a monitor."""

from __future__ import annotations

from django.db import Error as DatabaseError
from django.db import transaction
from django.http import HttpRequest, JsonResponse

from candour.kit.access import public
from candour.work.queries import last_pulse


@public("A monitor asks whether Candour is well; the answer holds nothing about anybody.")
@transaction.non_atomic_requests
def healthz(request: HttpRequest) -> JsonResponse:
    """Web, database and background work, one word each. 503 only when the database does not answer:
    pages can be read while background work is late, and its word says so."""
    try:
        worker = last_pulse().word
    except DatabaseError:
        words = {"web": "ok", "database": "no answer", "worker": "unknown"}
        return JsonResponse(words, status=503)
    return JsonResponse({"web": "ok", "database": "ok", "worker": worker})
