"""Makes an evidence pack outside any transaction, then hands it to the action that keeps it.

Safe to run twice or by two processes at once: only the first to finish is kept.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from candour.kit.access import Actor, Machine
from candour.kit.clock import now
from candour.policy.actions.packs import fail_pack, finish_pack
from candour.policy.models import EvidencePack
from candour.policy.pack.archive import build

# Longer than any attempt takes: after it, nobody is making the pack any more.
_GIVE_UP_AFTER = timedelta(hours=1)


def make(pack_id: UUID | str) -> EvidencePack:
    """Make a pack that waits, inside the school's scope."""
    pack = EvidencePack.objects.select_related("school", "by").get(pk=pack_id)
    if pack.state != EvidencePack.State.WAITING:
        return pack
    with build(pack) as content:
        return finish_pack(by=_maker(pack), pack=pack, content=content)


def give_up_on() -> None:
    """Close packs of the school in scope that have waited too long."""
    late = EvidencePack.objects.filter(
        state=EvidencePack.State.WAITING, asked_at__lt=now() - _GIVE_UP_AFTER
    )
    for pack in late.select_related("school"):
        fail_pack(by=_maker(pack), pack=pack)


def _maker(pack: EvidencePack) -> Actor:
    may = frozenset({"policy.pack.export", "files.store"})
    return Machine("evidence pack", pack.school_id, may)
