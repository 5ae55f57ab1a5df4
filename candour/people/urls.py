"""Addresses of signing in and of one's own account, outside any school.

The names that allauth itself looks up are kept (``account_login``, ``mfa_index`` and so on).
"""

from django.urls import path

from candour.people.views import account, second_step, sign_in

_STEP = "account/second-step/"

urlpatterns = [
    path("", account.home, name="home"),
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-in/", sign_in.sign_in, name="account_request_login_code"),
    path("sign-in/code/", sign_in.code, name="account_confirm_login_code"),
    path("sign-in/link/<str:secret>/", sign_in.link, name="sign_in_link"),
    path("sign-in/second-step/", sign_in.second_step, name="mfa_authenticate"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    path("account/check/", second_step.check, name="account_reauthenticate"),
    path("account/check/code/", second_step.check_by_code, name="mfa_reauthenticate"),
    path(
        "account/check/passkey/", second_step.check_by_passkey, name="mfa_reauthenticate_webauthn"
    ),
    path(_STEP, second_step.index, name="mfa_index"),
    path(f"{_STEP}app/add/", second_step.add_app, name="mfa_activate_totp"),
    path(f"{_STEP}app/remove/", second_step.remove_app, name="mfa_deactivate_totp"),
    path(f"{_STEP}passkeys/", second_step.passkeys, name="mfa_list_webauthn"),
    path(f"{_STEP}passkeys/add/", second_step.add_passkey, name="mfa_add_webauthn"),
    path(f"{_STEP}passkeys/<int:pk>/name/", second_step.name_passkey, name="mfa_edit_webauthn"),
    path(
        f"{_STEP}passkeys/<int:pk>/remove/", second_step.remove_passkey, name="mfa_remove_webauthn"
    ),
    path(f"{_STEP}codes/", second_step.recovery_codes, name="mfa_view_recovery_codes"),
    path(f"{_STEP}codes/new/", second_step.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/devices/", account.sessions, name="account_sessions"),
    path("account/devices/end/", account.sessions_end, name="account_sessions_end"),
    path("account/devices/<int:session>/end/", account.session_end, name="account_session_end"),
]
