"""App configuration."""

from django.apps import AppConfig


class KeysConfig(AppConfig):
    """The keys app."""

    name = "candour.keys"
    label = "keys"
