"""Evidence packs: asked for, made, or given up."""

from __future__ import annotations

from datetime import date
from typing import BinaryIO

from candour.files.actions import store_file
from candour.kit.access import Actor, Refused
from candour.kit.actions import action, record, unchanged
from candour.kit.clock import now
from candour.kit.events import announce
from candour.people.models import Person
from candour.policy.events import PackAsked
from candour.policy.models import EvidencePack
from candour.policy.rules.packs import pack_name
from candour.schools.models import School

LONGEST_YEARS = 5


@action(needs="policy.pack.export")
def ask_pack(
    *, by: Actor, school: School, starts_on: date, ends_on: date, with_names: bool
) -> EvidencePack:
    """Ask for an evidence pack of a period; background work makes it. Raises Refused for a period
    that is back to front or longer than five years."""
    if ends_on < starts_on:
        raise Refused("The last day must not be before the first.")
    if ends_on.year - starts_on.year > LONGEST_YEARS:
        raise Refused("Choose a period of at most five years.")
    pack = EvidencePack.objects.create(
        school=school,
        starts_on=starts_on,
        ends_on=ends_on,
        with_names=with_names,
        by=by if isinstance(by, Person) else None,
    )
    record("policy.pack.asked", by=by, about=pack, facts=_facts(pack))
    announce(PackAsked(school_id=school.pk, pack=pack.pk))
    return pack


@action(needs="policy.pack.export")
def finish_pack(*, by: Actor, pack: EvidencePack, content: BinaryIO) -> EvidencePack:
    """Keep the bytes of a pack that was asked for; does nothing when it was made already."""
    held = EvidencePack.objects.select_for_update().get(pk=pack.pk)
    if held.state != EvidencePack.State.WAITING:
        unchanged()
        return held
    held.file = store_file(
        by=by,
        school=held.school,
        name=pack_name(held),
        media_type="application/zip",
        content=content,
    )
    held.state, held.made_at = EvidencePack.State.DONE, now()
    held.save()
    facts = {**_facts(held), "sha256": held.file.sha256}
    record("policy.pack.made", by=by, about=held, facts=facts)
    return held


@action(needs="policy.pack.export")
def fail_pack(*, by: Actor, pack: EvidencePack) -> EvidencePack:
    """Say that a pack could not be made, so that nobody waits for it."""
    held = EvidencePack.objects.select_for_update().get(pk=pack.pk)
    if held.state != EvidencePack.State.WAITING:
        unchanged()
        return held
    held.state, held.made_at = EvidencePack.State.FAILED, now()
    held.save()
    record("policy.pack.failed", by=by, about=held, facts=_facts(held))
    return held


def _facts(pack: EvidencePack) -> dict[str, str]:
    return {
        "starts_on": pack.starts_on.isoformat(),
        "ends_on": pack.ends_on.isoformat(),
        "names": "with names" if pack.with_names else "without names",
    }
