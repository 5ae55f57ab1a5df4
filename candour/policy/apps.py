"""App configuration."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """The policy app."""

    name = "candour.policy"
    label = "policy"
