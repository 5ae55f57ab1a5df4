"""Signing in: allauth's views with our own pages and guards. Nobody has a password."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.login import perform_login
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.mfa.base import views as mfa
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django_scopes import scope

from candour.kit.access import public
from candour.people.actions import use_sign_in_link
from candour.people.devices import device_of, remember
from candour.people.queries.accounts import person_of_link


class _SignIn(account.RequestLoginCodeView):  # type: ignore[misc]
    template_name = "people/sign_in.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Begin again where somebody asks to; give a new browser its name."""
        if "again" in request.GET:
            clear_login(request)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        remember(response, device_of(request))
        return response


class _Code(account.ConfirmLoginCodeView):  # type: ignore[misc]
    template_name = "people/code.html"


class _SecondStep(mfa.AuthenticateView):  # type: ignore[misc]
    template_name = "people/second_step.html"


class _SignOut(account.LogoutView):  # type: ignore[misc]
    template_name = "people/sign_out.html"


sign_in = public("everybody begins here")(_SignIn.as_view())
code = public("whoever asked for a code types it here")(_Code.as_view())
second_step = public("the second half of signing in")(_SecondStep.as_view())
sign_out = public("leaving must always work")(_SignOut.as_view())


@public("whoever holds the link is let in once, within its hour")
@never_cache
def link(request: HttpRequest, secret: str) -> HttpResponse:
    """The first headteacher's link. Opening it shows a button, so that a program which only looks
    at links does not use it up."""
    person = person_of_link(secret)
    if person is None:
        raise Http404
    if request.method != "POST":
        return render(request, "people/link.html", {"person": person})
    with scope(school=person.school):
        use_sign_in_link(by=person, person=person, secret=secret)
    login = Login(user=person.account, email=str(person.account))
    answer: HttpResponse = perform_login(request, login)
    return answer


def too_many(request: HttpRequest) -> HttpResponse:
    """What is shown where somebody tries too often (429)."""
    return render(request, "people/too_many.html", status=429)
