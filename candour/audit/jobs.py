"""Background work of the audit trail: checkpoints by the clock, and long checks."""

from __future__ import annotations

from uuid import UUID

from candour.audit.actions import anchor_sealed, conclude_check, make_checkpoint
from candour.audit.checking import check_chain, note_progress
from candour.audit.models import Verification
from candour.kit.access import Machine
from candour.schools.models import School
from candour.work.jobs import job, periodic


def _clock(school: School) -> Machine:
    return Machine("the clock", school.id, frozenset({"audit.checkpoint"}))


@periodic(every_minutes=60, each_school=True)
@job
def sign_where_the_record_stands(school_id: str) -> None:
    """Every hour: a signed checkpoint, where anything was added since the last."""
    school = School.objects.get(pk=school_id)
    make_checkpoint(by=_clock(school), school=school)


def _anchor(school_id: str) -> None:
    school = School.objects.get(pk=school_id)
    anchor_sealed(by=_clock(school), school=school)


# Fixed hours, whether anything happened or not: nobody can read activity out of them.
@periodic(daily="00:05", each_school=True)
@job
def anchor_sealed_at_midnight(school_id: str) -> None:
    """Five past midnight: tie the sealed chain to the school's."""
    _anchor(school_id)


@periodic(daily="06:05", each_school=True)
@job
def anchor_sealed_in_the_morning(school_id: str) -> None:
    """Five past six: tie the sealed chain to the school's."""
    _anchor(school_id)


@periodic(daily="12:05", each_school=True)
@job
def anchor_sealed_at_noon(school_id: str) -> None:
    """Five past noon: tie the sealed chain to the school's."""
    _anchor(school_id)


@periodic(daily="18:05", each_school=True)
@job
def anchor_sealed_in_the_evening(school_id: str) -> None:
    """Five past six in the evening: tie the sealed chain to the school's."""
    _anchor(school_id)


@job(own_transactions=True)
def run_long_check(school_id: str, verification_id: str) -> None:
    """Check a long chain, saying how far it got. Does nothing where it was concluded before."""
    asked = Verification.objects.get(pk=verification_id)
    if asked.finished_at is not None:
        return
    school = School.objects.get(pk=school_id)
    verdict = check_chain(school, asked.chain, lambda done: note_progress(asked, done))
    by = Machine("the checker", UUID(str(school_id)), frozenset({"audit.read"}))
    conclude_check(by=by, verification=asked, verdict=verdict)
