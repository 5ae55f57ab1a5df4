"""Jobs as rows, and the workers that were seen alive."""

from __future__ import annotations

from django.db import models

from candour.kit.ids import uuid7
from candour.schools.models import School


class JobState(models.TextChoices):
    """Where a job stands. ``failed`` is kept until a person has looked; the doctor lists it."""

    READY = "ready", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class Job(models.Model):
    """One call of a function, to be made at least once.

    ``task`` is the dotted path of the function, ``arguments`` its keyword arguments as JSON
    (emptied once the job is done). A worker that claims the job holds it by ``lease_token`` until
    ``lease_until``, and extends that while it works. ``due_key`` names the due time of a periodic
    job and is unique, so that no two workers enqueue the same one.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    school = models.ForeignKey(
        School, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    task = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    queue = models.CharField(max_length=50, default="default")
    priority = models.SmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.READY)
    run_after = models.DateTimeField()
    due_key = models.CharField(max_length=250, null=True, blank=True, unique=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=8)
    lease_token = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=100, blank=True)
    error_class = models.CharField(max_length=200, blank=True)
    error_message = models.CharField(max_length=300, blank=True)
    enqueued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "-priority", "run_after", "id"], name="work_next_job"),
            models.Index(fields=["state", "lease_until"], name="work_leases"),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.id}"


class WorkerSeen(models.Model):
    """A worker process: when it started and when it was last heard of."""

    name = models.CharField(primary_key=True, max_length=100)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name
