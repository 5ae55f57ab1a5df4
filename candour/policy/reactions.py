"""What the policy app does at news."""

from __future__ import annotations

from candour.kit.events import handles
from candour.policy.events import UploadTaken
from candour.policy.jobs import read_upload


@handles(UploadTaken)
def read_what_was_uploaded(event: UploadTaken) -> None:
    """Reading takes seconds and so has transactions of its own: it is a job by itself."""
    read_upload.enqueue(school_id=event.school_id, upload=event.upload)
