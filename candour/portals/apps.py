"""App configuration."""

from django.apps import AppConfig


class PortalsConfig(AppConfig):
    """The portals app."""

    name = "candour.portals"
    label = "portals"
