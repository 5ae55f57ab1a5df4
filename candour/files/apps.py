"""App configuration."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The files app."""

    name = "candour.files"
    label = "files"
