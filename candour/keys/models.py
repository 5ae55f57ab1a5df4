"""Wrapped school keys, and the value by which a wrong master key is noticed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from candour.schools.models import SchoolRow


class MasterCheck(models.Model):
    """The id of the master key under which every school's keys are wrapped. One row at most."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    key_id = models.CharField(max_length=16, help_text="See keys.master.key_id: says nothing else.")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="keys_one_master_check")]


class SchoolKey(SchoolRow):
    """One version of one of a school's keys.

    A *data* key (AES-256) is wrapped with the master key (RFC 3394). A *signing* key (Ed25519) has
    its private half sealed with the school's data key and its public half in clear, because
    whoever checks a signature needs that half alone.
    """

    class Purpose(models.TextChoices):
        """What a key is for."""

        DATA = "data", "Data"
        SIGNING = "signing", "Signing"

    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    version = models.PositiveIntegerField()
    wrapped = models.BinaryField()
    public = models.BinaryField(default=b"", blank=True)
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "purpose", "version"], name="keys_one_key_a_version"
            ),
            models.UniqueConstraint(
                fields=["school", "purpose"],
                condition=Q(retired_at__isnull=True),
                name="keys_one_current_key_a_purpose",
            ),
        ]
