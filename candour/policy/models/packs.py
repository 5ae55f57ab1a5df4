"""Evidence packs that were made, so that each can be fetched again."""

from __future__ import annotations

from django.db import models

from candour.files.models import StoredFile
from candour.people.models import Person
from candour.schools.models import SchoolRow


class EvidencePack(SchoolRow):
    """One evidence pack: its period, whether it names people, who asked for it, and its bytes once
    they are made."""

    class State(models.TextChoices):
        """Waiting until it is made; then one of the other two for good."""

        WAITING = "waiting", "Being made"
        DONE = "done", "Ready"
        FAILED = "failed", "Could not be made"

    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    starts_on = models.DateField()
    ends_on = models.DateField()
    with_names = models.BooleanField()
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    made_at = models.DateTimeField(null=True, blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        indexes = [models.Index(fields=["school", "-asked_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="policy_pack_ends_after_start",
            )
        ]
