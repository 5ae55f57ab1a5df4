"""Addresses for the tests of chrome and error pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from candour.kit.access import Refused
from candour.ui.quiet import say


def refuse(request: HttpRequest) -> HttpResponse:
    """Raises a refusal, as an action would."""
    raise Refused("The headteacher alone may agree to this.")


def gone(request: HttpRequest) -> HttpResponse:
    """Hides something."""
    raise Http404("the concern 7QK-2M about a named person")


def broken(request: HttpRequest) -> HttpResponse:
    """Fails."""
    raise RuntimeError("a secret detail")


def act(request: HttpRequest) -> HttpResponse:
    """Says that something happened, and shows it."""
    say(request, "Sam Okafor now answers for STA-14.", undo="/undo/7/")
    return render(request, "ui/refused.html", {"reason": "x"})


urlpatterns = [
    path("", include("candour.ui.urls")),
    path("refuse/", refuse),
    path("gone/", gone),
    path("broken/", broken),
    path("act/", act),
    path("<slug:school>/desk/", gone, name="desk"),
]

handler400 = "candour.ui.errors.bad_request"
handler403 = "candour.ui.errors.forbidden"
handler404 = "candour.ui.errors.not_found"
handler500 = "candour.ui.errors.server_error"
