"""One's own second steps: an authenticator app, passkeys, recovery codes."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django_scopes import scope

from candour.kit.access import Refused, View, account_only
from candour.people.actions import end_other_sessions, note_second_step
from candour.people.queries.accounts import (
    account_needs_second_factor,
    people_of_account,
    recovery_codes_left,
    second_steps_of,
)

APP, PASSKEY = "authenticator app", "passkey"


@account_only
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """The account's second steps, and how to add one."""
    steps = second_steps_of(request.user)
    context = {
        "app": next((each for each in steps if each.type == "totp"), None),
        "passkeys": [each.wrap() for each in steps if each.type == "webauthn"],
        "codes_left": recovery_codes_left(request.user),
        "needed": account_needs_second_factor(request.user),
    }
    return render(request, "people/second_steps.html", context)


@account_only
def passkeys(request: HttpRequest) -> HttpResponse:
    """Passkeys are listed with the other second steps."""
    return redirect("mfa_index")


def _tell(request: HttpRequest, kind: str, *, added: bool) -> None:
    """Put it on the record of each school of this account; a new step signs other browsers out."""
    for person in people_of_account(request.user):
        with scope(school=person.school):
            note_second_step(by=person, person=person, added=added, kind=kind)
            if added:
                end_other_sessions(by=person, person=person, keep=request.session.session_key or "")


def _added(request: HttpRequest, kind: str) -> None:
    """Whoever added a step has just shown that they hold it: this session has taken it."""
    record_authentication(request, request.user, "mfa", type=kind, reauthenticated=True)
    _tell(request, kind, added=True)


class _AddApp(totp.ActivateTOTPView):  # type: ignore[misc]
    template_name = "people/app_add.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the app as a second step."""
        response: HttpResponse = super().form_valid(form)
        _added(self.request, APP)
        return response


class _RemoveApp(totp.DeactivateTOTPView):  # type: ignore[misc]
    template_name = "people/app_remove.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove the app."""
        response: HttpResponse = super().form_valid(form)
        _tell(self.request, APP, added=False)
        return response


class _AddPasskey(webauthn.AddWebAuthnView):  # type: ignore[misc]
    template_name = "people/passkey_add.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the form, errors and all (allauth's own leaves a form with errors out)."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, **kwargs}

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the passkey as a second step."""
        response: HttpResponse = super().form_valid(form)
        _added(self.request, PASSKEY)
        return response


class _RemovePasskey(webauthn.RemoveWebAuthnView):  # type: ignore[misc]
    template_name = "people/passkey_remove.html"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove the passkey, unless it is the last step of somebody who needs one."""
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            raise Refused(adapter.error_messages["cannot_delete_authenticator"])
        response: HttpResponse = super().form_valid(form)
        _tell(self.request, PASSKEY, added=False)
        return response


class _NamePasskey(webauthn.EditWebAuthnView):  # type: ignore[misc]
    template_name = "people/passkey_name.html"
    success_url = reverse_lazy("mfa_index")


class _Codes(recovery.ViewRecoveryCodesView):  # type: ignore[misc]
    template_name = "people/recovery_codes.html"


class _NewCodes(recovery.GenerateRecoveryCodesView):  # type: ignore[misc]
    template_name = "people/recovery_codes_new.html"


class _CheckByCode(mfa.ReauthenticateView):  # type: ignore[misc]
    template_name = "people/check.html"


@method_decorator(never_cache, name="dispatch")
class _CheckByPasskey(webauthn.ReauthenticateWebAuthnView):  # type: ignore[misc]
    template_name = "people/check_passkey.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the same page again, with what went wrong."""
        response: HttpResponse = self.render_to_response(self.get_context_data(form=form))
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the form, errors and all."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {"form": self.get_form(), **context, **kwargs}


def _own(view: Any) -> View:
    """One's own account, and never kept by a browser."""
    page: View = never_cache(view.as_view())
    return account_only(page)


add_app = _own(_AddApp)
remove_app = _own(_RemoveApp)
add_passkey = _own(_AddPasskey)
remove_passkey = _own(_RemovePasskey)
name_passkey = _own(_NamePasskey)
recovery_codes = _own(_Codes)
new_recovery_codes = _own(_NewCodes)
check_by_code = _own(_CheckByCode)
check_by_passkey = _own(_CheckByPasskey)


@account_only
def check(request: HttpRequest) -> HttpResponseBase:
    """Which way to check that it is still you: allauth sends everybody to the first that they
    have."""
    answer: HttpResponseBase = account.reauthenticate(request)
    return answer
