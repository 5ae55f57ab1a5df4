"""App configuration."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """The staff door; owns no data."""

    name = "candour.portals.staff"
    label = "staff"
