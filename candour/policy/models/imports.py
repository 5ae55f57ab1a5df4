"""An upload on its way to becoming a version, and the steps of a review that can be taken back."""

from __future__ import annotations

from django.db import models

from candour.files.models import StoredFile
from candour.people.models import Person
from candour.policy.models.documents import Document, Version
from candour.schools.models import SchoolRow


class PolicyImport(SchoolRow):
    """One upload of a policy. The file is stored before this row exists; the version, its clauses
    and their suggested links come all at once or not at all."""

    class Status(models.TextChoices):
        """Waiting until it is read; then it is one of the other two for good."""

        WAITING = "waiting", "Being read"
        DONE = "done", "Read"
        FAILED = "failed", "Could not be read"

    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT)
    source_name = models.CharField(max_length=255)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.WAITING)
    message = models.CharField(max_length=500, blank=True, help_text="Why it could not be read.")
    version = models.ForeignKey(Version, null=True, blank=True, on_delete=models.PROTECT)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["school", "-created_at"])]

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be read."""
        return self.status == self.Status.WAITING


class ReviewStep(SchoolRow):
    """One act of a review, with the rows as they were before it, so that it can be taken back
    whole.

    ``before`` and ``after`` hold, by table name and row id, every field of each row touched; None
    stands for a row that was not there.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="review_steps")
    words = models.CharField(max_length=300)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["school", "version", "-at"])]
