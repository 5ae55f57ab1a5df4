"""What the audit trail does about news."""

from candour.audit.events import LongCheckAsked
from candour.audit.jobs import run_long_check
from candour.kit.events import handles


@handles(LongCheckAsked)
def start_long_check(event: LongCheckAsked) -> None:
    """Check in the background, outside any one transaction, so that progress can be seen."""
    run_long_check.enqueue(school_id=event.school_id, verification_id=event.verification_id)
