"""App configuration."""

from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    """Trusts, schools, settings, calendar."""

    name = "candour.schools"
    label = "schools"
