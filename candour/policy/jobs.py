"""Background work of the policy app."""

from __future__ import annotations

from candour.policy.importing import read_import
from candour.work.jobs import job


@job(own_transactions=True, max_attempts=3)
def read_upload(upload: str) -> None:
    """Read an uploaded policy and write its version; does nothing when that was done already."""
    read_import(upload)
