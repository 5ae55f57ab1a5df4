"""The authenticator codes of the cast, so that a visitor can try the second step by hand."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt

from candour.demo.cast import CAST


@dataclass(frozen=True)
class Code:
    """Whose code, and its six figures at this moment."""

    email: str
    code: str


def current_codes() -> list[Code]:
    """One code for each of the cast who has an authenticator; one query."""
    kept = Authenticator.objects.filter(
        type=Authenticator.Type.TOTP, user__email__in=[member.email for member in CAST]
    ).select_related("user")
    around_now = list(yield_hotp_counters_from_time())
    counter = around_now[len(around_now) // 2]
    return [
        Code(each.user.email, format_hotp_value(hotp_value(decrypt(each.data["secret"]), counter)))
        for each in sorted(kept, key=lambda each: str(each.user.email))
    ]
