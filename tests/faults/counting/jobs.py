"""A job that leaves one row, and takes long enough to be killed."""

from __future__ import annotations

import time

from candour.schools.models import Trust
from candour.work.jobs import job


@job
def count_one(*, number: int, word: str = "number") -> None:
    """Leave a row. To leave it twice is an error, which the job would show as failed."""
    Trust.objects.create(name=word, slug=f"{word}-{number}")
    time.sleep(0.002)
