"""Registers the design system with Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The design system; it has no models."""

    name = "candour.ui"
    label = "ui"
    verbose_name = "What people see"
