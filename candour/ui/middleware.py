"""Shows a refusal that no form could show; lets no browser keep a page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from candour.kit.access import Refused

GetResponse = Callable[[HttpRequest], HttpResponse]


class RefusalMiddleware:
    """Answers a ``Refused`` with 403, its one plain sentence, and the way back. By then the
    request's
    transaction has been rolled back, so the page may say that nothing was changed."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Show a refusal; leave every other fault to Django."""
        if not isinstance(exception, Refused):
            return None
        return render(request, "ui/refused.html", {"reason": exception.reason}, status=403)


class NothingKeptMiddleware:
    """Tells browsers and proxies to keep no page, where the view did not say otherwise: in a staff
    room the next person at the same browser must not find a page with its "back" button. Files of
    the design are answered before this is asked."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, and mark the answer."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response
