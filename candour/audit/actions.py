"""Checkpoints, checks, downloads and erasure of the audit trail."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django_scopes import scope

from candour.audit.checking import check_chain
from candour.audit.checkpoints import append_outside, newest_outside
from candour.audit.events import LongCheckAsked
from candour.audit.export import Opened, open_export, signed
from candour.audit.models import Chain, Checkpoint, Entry, PersonalPart, Verification
from candour.audit.queries import head_of, newest_checkpoint
from candour.audit.rules import statement_of
from candour.audit.verification import Verdict
from candour.kit import clock
from candour.kit.access import Actor
from candour.kit.actions import action, record, unchanged
from candour.kit.events import announce
from candour.schools.models import School

# A chain of this many entries is checked in well under a second, while whoever asked waits.
SHORT = 2000


@action(needs="audit.checkpoint")
def make_checkpoint(*, by: Actor, school: School, chain: str = Chain.SCHOOL) -> Checkpoint | None:
    """Sign where a chain stands, and add that to the file outside the database once it is final.
    None where nothing was added since the last checkpoint."""
    # A checkpoint is no entry: an entry about it would move the end that it has just signed.
    unchanged()
    sequence, hashed = head_of(school.id, chain)
    last = newest_checkpoint(school, chain)
    if not sequence or (last and last.sequence == sequence):
        transaction.on_commit(partial(_copy_outside, school, chain))
        return None
    checkpoint = Checkpoint(
        school=school, chain=chain, sequence=sequence, hash=hashed, at=clock.now()
    )
    statement = signed(school.id, statement_of(checkpoint))
    checkpoint.key_id, checkpoint.signature = statement["key_id"], statement["signature"]
    with scope(school=school):
        checkpoint.save(force_insert=True)
    transaction.on_commit(partial(_copy_outside, school, chain))
    return checkpoint


def _copy_outside(school: School, chain: str) -> None:
    """Add every checkpoint that the file outside does not have yet, those of a crash included."""
    newest = newest_outside(school, chain)
    with scope(school=school):
        rows = Checkpoint.objects.filter(chain=chain, sequence__gt=newest).order_by("sequence")
        missing = list(rows)
    if missing:
        append_outside(school, chain, missing)


@action(needs="audit.checkpoint")
def anchor_sealed(*, by: Actor, school: School) -> None:
    """Tie the sealed chain to the school's at a fixed hour. The sealed chain is given an entry each
    time, so that its hash always changes and says nothing of whether anything else happened."""
    record("audit.sealed.marked", by=by, about=school, chain=Chain.SEALED)
    make_checkpoint(by=by, school=school, chain=Chain.SEALED)
    _, hashed = head_of(school.id, Chain.SEALED)
    record("audit.sealed.anchored", by=by, about=school, facts={"head": hashed})


@action(needs="audit.read")
def check_trail(*, by: Actor, school: School) -> Verification:
    """Check the school's chain: at once where it is short, otherwise in the background."""
    return _ask(by, school, Chain.SCHOOL)


@action(needs="audit.read_sealed")
def check_sealed_trail(*, by: Actor, school: School) -> Verification:
    """Check the sealed chain, in the same way."""
    return _ask(by, school, Chain.SEALED)


def _ask(by: Actor, school: School, chain: str) -> Verification:
    total, _ = head_of(school.id, chain)
    asked = Verification(
        school=school, chain=chain, asked_by_ref=by.actor_ref, asked_at=clock.now(), total=total
    )
    with scope(school=school):
        asked.save(force_insert=True)
        if total <= SHORT:
            _conclude(by, asked, check_chain(school, chain))
        else:
            record("audit.trail.checked", by=by, about=school, chain=chain)
            announce(LongCheckAsked(school_id=school.id, verification_id=asked.id))
    return asked


@action(needs="audit.read")
def conclude_check(*, by: Actor, verification: Verification, verdict: Verdict) -> None:
    """Keep what a check found."""
    _conclude(by, verification, verdict)


def _conclude(by: Actor, asked: Verification, verdict: Verdict) -> None:
    asked.finished_at, asked.ok = clock.now(), verdict.ok
    asked.checked, asked.checkpoints = verdict.entries, verdict.checkpoints
    asked.problems = [[each.sequence, each.sentence] for each in verdict.problems]
    asked.save()
    facts = {"entries": verdict.entries, "problems": len(verdict.problems)}
    record("audit.trail.verified", by=by, about=asked.school, facts=facts, chain=asked.chain)


@action(needs="audit.read")
def export_trail(*, by: Actor, school: School) -> Opened:
    """The school's chain as a file that can be checked without Candour."""
    record("audit.trail.exported", by=by, about=school)
    return open_export(school, Chain.SCHOOL)


@action(needs="audit.read_sealed")
def export_sealed_trail(*, by: Actor, school: School) -> Opened:
    """The sealed chain as a file that can be checked without Candour."""
    record("audit.trail.exported", by=by, about=school, chain=Chain.SEALED)
    return open_export(school, Chain.SEALED)


@action(needs="audit.erase")
def erase_personal(*, by: Actor, entry: Entry) -> bool:
    """Erase what one entry says about people, for good; the chain stays whole. False where there
    was nothing left to erase."""
    with scope(school=entry.school_id):
        erased, _ = PersonalPart.objects.filter(entry=entry).delete()
    if not erased:
        unchanged()
        return False
    facts = {"sequence": entry.sequence}
    record("audit.personal.erased", by=by, about=entry, facts=facts, chain=entry.chain)
    return True
