"""What Candour asks of allauth: its words, its mail, sealed secrets, the last step kept."""

from __future__ import annotations

import logging
import time
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from candour.people.devices import device_of, remember
from candour.people.queries.accounts import account_needs_second_factor, second_steps_of
from candour.people.sealed_text import seal_text, unseal_text

_log = logging.getLogger("candour.mail")
_MAILS = {"account/email/login_code": "sign_in_code"}

ASKED_TOO_OFTEN = (
    "You have asked for a code several times. Use the newest one, or try again in 15 minutes."
)
WRONG_CODE = "That code is not right. Check it and type it again."
TRIED_TOO_OFTEN = "That was wrong too many times. Ask for a new code, or wait 15 minutes."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in by code: no sign-up, no passwords, plain words, plain mail."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TRIED_TOO_OFTEN,
        "rate_limited": "That was too often. Wait a few minutes and try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: a school adds its people."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one of our own plain texts. A mail server that fails is noted in the log, and the
        page says the same: otherwise it would tell which addresses are known."""
        name = _MAILS.get(template_prefix)
        if name is None:
            return
        subject = render_to_string(f"people/mail/{name}_subject.txt", context).strip()
        body = render_to_string(f"people/mail/{name}.txt", context)
        try:
            EmailMessage(subject, body, to=[email]).send()
        except OSError as error:  # what a mail server says is one too
            _log.error("A sign-in code could not be sent: %s", error)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Pass on our own sentences only; allauth's own templates stay silent, since each page says
        by itself what happened."""
        if message:
            super().add_message(request, level, message=message, extra_tags=extra_tags)

    def post_login(self, request: HttpRequest, user: Any, **given: Any) -> HttpResponse:
        """Remember that this browser signed in as this account."""
        response: HttpResponse = super().post_login(request, user, **given)
        remember(response, device_of(request), user)
        return response

    def is_reauthentication_required(self, *, app: str = "") -> bool:
        """Whoever took their second step a moment ago is not asked for it again."""
        taken = get_authentication_records(context.request, context.request.user)
        recent = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        if any(each["method"] == "mfa" and each["at"] > recent for each in taken):
            return False
        return bool(super().is_reauthentication_required(app=app))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Their passkey first, where they have no app and would need a recovery code."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if any(each.type == Authenticator.Type.TOTP for each in second_steps_of(user)):
            return methods
        return sorted(methods, key=lambda each: "webauthn" not in each["id"])

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """A closed account is sent back to the beginning and told nothing."""
        response = HttpResponse(status=302)
        response["Location"] = reverse("account_login")
        return response


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second steps: secrets sealed at rest, and the last one kept where a role needs it."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": (
            "Your role needs a second step, and this is your only one. Add another first."
        ),
        "cannot_generate_recovery_codes": "Add an app or a passkey first.",
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret with a key derived from the master key."""
        return seal_text(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open what ``encrypt`` sealed."""
        return unseal_text(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last app or passkey of somebody whose role needs a second step."""
        others = [
            each for each in second_steps_of(authenticator.user) if each.pk != authenticator.pk
        ]
        return bool(others) or not account_needs_second_factor(authenticator.user)

    def build_totp_svg(self, url: str) -> str:
        """The QR code of an authenticator app, dark on white in any theme."""
        code = segno.make(url, error="m", micro=False)
        svg: str = code.svg_inline(scale=5, border=3, light="#ffffff", title="QR code")
        return svg

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a new passkey is called unless its owner names it."""
        return f"Passkey {1 + sum(each.type == type for each in second_steps_of(user))}"

    def _get_site_name(self) -> str:
        return "Candour"
