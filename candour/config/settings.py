"""Settings, all from the environment (``CANDOUR_…``), with safe values where nothing is set."""

from __future__ import annotations

import os
from pathlib import Path

from candour.config.environment import (
    csp_policy,
    database,
    demo_marked,
    secret_key,
    split,
)

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("CANDOUR_DATA", "data")).resolve()
KEY_FILE = Path(os.environ.get("CANDOUR_KEY_FILE", DATA / "keys" / "master.key"))
DEMO = demo_marked(DATA)
DEBUG = False
SECRET_KEY = secret_key(KEY_FILE)
ALLOWED_HOSTS = split(os.environ.get("CANDOUR_HOSTS", "localhost"))
CSRF_TRUSTED_ORIGINS = split(os.environ.get("CANDOUR_ORIGINS", ""))
HTTPS = os.environ.get("CANDOUR_HTTPS", "0") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "django_tasks",
    "heroicons",
    "csp",
    "candour.ui",
    "candour.schools",
    "candour.keys",
    "candour.work",
    "candour.audit",
    "candour.files",
    "candour.people",
    "candour.policy",
    "candour.portals.staff",
    *(["candour.demo"] if DEMO else []),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "candour.ui.middleware.NothingKeptMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "candour.people.middleware.SchoolMiddleware",
    "candour.ui.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "candour.config.urls"
WSGI_APPLICATION = "candour.config.wsgi.application"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Signing in: a code by e-mail, then a passkey or an authenticator app. No passwords, no sign-up.
ACCOUNT_ADAPTER = "candour.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_TIMEOUT = 30 * 60
ACCOUNT_LOGOUT_REDIRECT_URL = "/sign-in/"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_FORMS = {
    "request_login_code": "candour.people.forms.sign_in.AskForCode",
    "confirm_login_code": "candour.people.forms.sign_in.TypeCode",
}
# By account and browser, never by internet address: a staff room shares one (people/devices.py).
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": None,
    "request_login_code": None,
    "reauthenticate": "30/15m/user",
    "code_from_browser": "5/15m/key",
    "code_for_address": "20/h/key",
    "second_step": "10/15m/key",
}
MFA_ADAPTER = "candour.people.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Candour"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "candour.people.forms.sign_in.TakeSecondStep",
    "reauthenticate": "candour.people.forms.sign_in.CheckItIsYou",
    "activate_totp": "candour.people.forms.sign_in.AddApp",
    "deactivate_totp": "candour.people.forms.sign_in.RemoveApp",
    "add_webauthn": "candour.people.forms.sign_in.AddPasskey",
    "edit_webauthn": "candour.people.forms.sign_in.NamePasskey",
}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "candour.people.context.school",
                "candour.ui.context.page",
            ],
        },
    }
]

DATABASES = {"default": database(os.environ.get("CANDOUR_DATABASE_URL", ""), DATA)}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "candour_cache",
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 12
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "candour.ui.errors.csrf_failure"
CONTENT_SECURITY_POLICY = csp_policy()
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_TEMP_DIR = None

LANGUAGE_CODE = "en-gb"
TIME_ZONE = os.environ.get("CANDOUR_TIME_ZONE", "Europe/London")
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

EMAIL_BACKEND = (
    "candour.demo.post.DemoPost" if DEMO else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_HOST = os.environ.get("CANDOUR_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("CANDOUR_MAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("CANDOUR_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("CANDOUR_MAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("CANDOUR_MAIL_TLS", "0") == "1"
DEFAULT_FROM_EMAIL = os.environ.get("CANDOUR_MAIL_FROM", "candour@localhost")

TASKS = {"default": {"BACKEND": "candour.work.backend.LeaseBackend"}}

CHROME_URLS = {
    "home": "staff:desk",
    "concern": "staff:concern",
    "sign_in": "account_login",
    "sign_out": "account_logout",
}
CHROME_ACCOUNT_PARTS = ["people/parts/hats.html"]
CHROME_ACCOUNT_LINKS = [
    ("My second step", "mfa_index"),
    ("Where I am signed in", "account_sessions"),
    ("Light or dark", "ui:appearance"),
]
