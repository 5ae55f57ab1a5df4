"""Pages for when something went wrong: plain words, what to do next, nothing given away.

They read nothing from the database and need no context processor, since those may be what failed.
A 404 is the same whether the thing is not there or not for this person.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from candour.kit.access import Refused
from candour.ui.chrome import theme_of


def _page(request: HttpRequest, status: int, reason: str = "", name: str = "") -> HttpResponse:
    """Render an error page without the request's context."""
    context = {"status": status, "reason": reason, "theme": theme_of(request)}
    template = f"ui/errors/{name or status}.html"
    return HttpResponse(render_to_string(template, context), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent something that cannot be read. Set as ``handler400``."""
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: understood and not allowed; shows a refusal's reason. Set as ``handler403``."""
    reason = exception.reason if isinstance(exception, Refused) else ""
    return _page(request, 403, reason)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, in the same words whatever the cause. Set as ``handler404``."""
    return _page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault, and nothing was half saved. Set as ``handler500``."""
    return _page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long or cookies are off. Set as ``CSRF_FAILURE_VIEW``."""
    return _page(request, 403, name="csrf")
