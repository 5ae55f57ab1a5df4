"""Forms of signing in: ask for a code, type it, take the second step."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.account.internal.userkit import filter_users_by_email
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError

from candour.people.adapters import ASKED_TOO_OFTEN, TRIED_TOO_OFTEN
from candour.people.devices import may_ask_for_code, try_second_step
from candour.people.queries.accounts import second_steps_of
from candour.ui.forms import FormLook

_CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}


class AskForCode(FormLook, RequestLoginCodeForm):  # type: ignore[misc]
    """Where to send a code. It answers alike for known and unknown addresses."""

    email = forms.EmailField(
        label="Your e-mail address",
        help_text="The one that your school has for you.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )

    def clean_email(self) -> str:
        """Look for the account and keep to the limits, which ask whether it is known last."""
        email: str = self.cleaned_data["email"]
        found = filter_users_by_email(email, is_active=True)
        self._user = found[0] if found else None
        if not may_ask_for_code(context.request, email, self._user):
            raise ValidationError(ASKED_TOO_OFTEN, code="too_many")
        return email.strip().lower()


class TypeCode(FormLook, ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code from the e-mail."""

    code = forms.CharField(
        label="Code", help_text="Eight figures, such as 1234-5678.", widget=forms.TextInput(_CODE)
    )


class _SecondStep:
    """Mixed into allauth's forms for the second step: our limits, by account and browser."""

    user: Any
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if all(each.type != Authenticator.Type.TOTP for each in second_steps_of(self.user)):
            self.fields["code"].label = "Recovery code"
            self.fields["code"].help_text = "Eight figures, for when your passkey is not here."

    def clean_code(self) -> str:
        """Check the code while there are tries left; a right one gives them back."""
        give_back = try_second_step(context.request, self.user)
        if give_back is None:
            raise ValidationError(TRIED_TOO_OFTEN, code="too_many")
        code: str = super().clean_code()  # type: ignore[misc]
        give_back()
        return code


class TakeSecondStep(FormLook, _SecondStep, AuthenticateForm):  # type: ignore[misc]
    """The code from the authenticator app, or a recovery code."""

    code = forms.CharField(
        label="Code from your app",
        help_text="Six figures. Without your phone, type one of your recovery codes.",
        widget=forms.TextInput(_CODE),
    )


class CheckItIsYou(FormLook, _SecondStep, ReauthenticateForm):  # type: ignore[misc]
    """The second step once more, before something that matters."""

    code = forms.CharField(
        label="Code from your app",
        help_text="Six figures. Without your phone, type one of your recovery codes.",
        widget=forms.TextInput(_CODE),
    )


class AddApp(FormLook, ActivateTOTPForm):  # type: ignore[misc]
    """The first code that a new authenticator app shows."""

    code = forms.CharField(
        label="Code that your app shows now",
        help_text="Six figures.",
        widget=forms.TextInput(_CODE),
    )


class RemoveApp(FormLook, DeactivateTOTPForm):  # type: ignore[misc]
    """No fields: whether the app may go is checked."""


class AddPasskey(FormLook, AddWebAuthnForm):  # type: ignore[misc]
    """A name for a passkey; its credential is filled in by the page's script."""

    name = forms.CharField(
        label="What do you want to call it?",
        help_text="For example, work laptop.",
        required=False,
        max_length=60,
    )


class NamePasskey(FormLook, EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    name = forms.CharField(label="What do you want to call it?", max_length=60)
