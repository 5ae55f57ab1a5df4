"""Background work of stored files."""

from candour.files.sweeping import sweep_orphans
from candour.work.jobs import job, periodic


@periodic(daily="03:40")
@job(own_transactions=True)
def sweep_files() -> None:
    """Every night: clear away files that no row knows."""
    sweep_orphans()
