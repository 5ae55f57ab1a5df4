"""Settings of the processes that the fault tests start: the real ones, with jobs of the tests."""

from candour.config.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults.counting"]  # noqa: F405
