"""The pattern page and the choice of light or dark. Neither reads or keeps anything about a
school."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from candour.kit.access import public
from candour.ui.chrome import THEME_COOKIE, THEMES, theme_of
from candour.ui.forms import AppearanceForm
from candour.ui.samples import PAGES, page_samples, samples

_YEAR = 60 * 60 * 24 * 365


@public("It shows the design system with invented values and reads nothing of any school.")
def patterns(request: HttpRequest) -> HttpResponse:
    """Every component in every state; ``?theme=dark|light`` and ``?dir=rtl`` show the variants."""
    return render(request, "ui/patterns.html", samples() | _variant(request))


@public("It shows the design system with invented values and reads nothing of any school.")
def pattern(request: HttpRequest, name: str) -> HttpResponse:
    """What needs a page of its own: a form with errors, a confirmation, work under way, print, and
    the pages for when something went wrong."""
    if name not in PAGES:
        raise Http404
    return render(request, f"ui/patterns/{name}.html", page_samples(name) | _variant(request))


def _variant(request: HttpRequest) -> dict[str, str]:
    """The theme and direction asked for in the address; empty where none or an unknown one is."""
    theme, direction = request.GET.get("theme", ""), request.GET.get("dir", "")
    return {
        "theme": theme if theme in THEMES else "",
        "dir": direction if direction in ("ltr", "rtl") else "",
    }


@public("Anybody may choose how pages look in their own browser; the choice stays in its cookie.")
def appearance(request: HttpRequest) -> HttpResponse:
    """Choose light, dark, or as the device does; goes back to where the visitor came from."""
    came_from = request.GET.get("next", "/")
    form = AppearanceForm(request.POST or None, initial={"theme": theme_of(request)})
    if not form.is_valid():
        return render(request, "ui/appearance.html", {"form": form})
    safe = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, request.is_secure())
    response = HttpResponseRedirect(came_from if safe else "/")
    response.set_cookie(
        THEME_COOKIE, form.cleaned_data["theme"], max_age=_YEAR, samesite="Lax", httponly=True
    )
    return response
