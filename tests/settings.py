"""Settings of the tests: a data folder of their own, and the database that was asked for."""

import os
import tempfile

os.environ.setdefault("CANDOUR_DATA", tempfile.mkdtemp(prefix="candour-tests-"))
os.environ.setdefault("CANDOUR_DATABASE_URL", os.environ.get("CANDOUR_TEST_DATABASE_URL", ""))

from candour.config.settings import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# whitenoise warns about a folder that is not there, and warnings are errors.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
