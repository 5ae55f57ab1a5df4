"""Pages of the demonstration. Each answers only this machine itself, and 404 to all others."""

from __future__ import annotations

import functools
from typing import Any

from django.contrib.auth import login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from candour.demo.codes import current_codes
from candour.demo.links import account_of, home_of, is_this_machine, sign_in_links
from candour.demo.post import messages
from candour.kit.access import View, public
from candour.people.sessions import METHODS_KEY, OWNER_KEY
from candour.policy.views import drop

_WHY = "only where the data folder is a demonstration, and only to this machine itself"


def demonstration(view: View) -> View:
    """Open to this machine alone; the routes themselves exist only in a demonstration."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_this_machine(request):
            raise Http404
        return view(request, *args, **kwargs)

    return public(_WHY)(never_cache(guarded))


@demonstration
def index(request: HttpRequest) -> HttpResponse:
    """Everything that the demonstration offers: sign-in links, post, codes, try a policy."""
    return render(request, "demo/index.html", {"links": sign_in_links()})


@demonstration
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in as one of the cast, with the second step done."""
    account = account_of(token)
    if account is None:
        raise Http404
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    login(request, account, backend=backend)
    at = timezone.now().timestamp()
    request.session[OWNER_KEY] = str(account.pk)
    request.session[METHODS_KEY] = [
        {"method": "code", "at": at, "email": account.email},
        {"method": "mfa", "at": at, "type": "totp"},
    ]
    return redirect(home_of(account))


@demonstration
def post(request: HttpRequest) -> HttpResponse:
    """Every message that would have gone out, newest first."""
    page = Paginator(messages(), 20).get_page(request.GET.get("page"))
    return render(request, "demo/post.html", {"page": page})


@demonstration
def codes(request: HttpRequest) -> HttpResponse:
    """The authenticator codes of the cast at this moment."""
    return render(request, "demo/codes.html", {"codes": current_codes()})


# Wrapped, not called: the wrapper keeps what these views say of themselves, so that an upload is
# measured and held in memory before anything reads it.
try_policy = demonstration(drop.drop)
try_report = demonstration(drop.drop_report)
