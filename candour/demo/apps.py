"""App configuration: installed only where the data folder is marked as a demonstration."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The sample school, its sign-in links and its post."""

    name = "candour.demo"
    label = "demo"
