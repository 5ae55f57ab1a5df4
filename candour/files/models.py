"""Stored files: encrypted per school, durable on disk before their row exists."""

from __future__ import annotations

from django.db import models

from candour.schools.models import SchoolRow


class StoredFile(SchoolRow):
    """One immutable file. The bytes lie encrypted in the data folder under this row's id."""

    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField(help_text="Bytes of the file before encryption.")
    sha256 = models.CharField(max_length=64, help_text="Of the file before encryption.")
    stored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["school", "sha256"])]
