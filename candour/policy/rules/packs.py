"""Decisions about evidence packs."""

from __future__ import annotations

from candour.policy.models import EvidencePack


def pack_name(pack: EvidencePack) -> str:
    """The file name of a pack."""
    names = "names" if pack.with_names else "no-names"
    period = f"{pack.starts_on.isoformat()}-to-{pack.ends_on.isoformat()}"
    return f"evidence-pack-{pack.school.slug}-{period}-{names}.zip"
