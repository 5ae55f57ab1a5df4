"""App configuration."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """The work app."""

    name = "candour.work"
    label = "work"
