"""Checks a chain as it stands in the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django_scopes import scope

from candour.audit import merkle
from candour.audit.canonical import personal_digest
from candour.audit.checkpoints import outside_file
from candour.audit.exports import Unreadable, read_checkpoints
from candour.audit.models import Chain, Entry, Leaf, PersonalPart, Verification
from candour.audit.queries import bodies, head_of, statements
from candour.audit.rules import leaf_data
from candour.audit.verification import Verdict, verify_entries
from candour.keys.queries import verifying_keys
from candour.keys.rules import key_id_of
from candour.schools.models import School


def check_chain(
    school: School,
    chain: str = Chain.SCHOOL,
    progress: Callable[[int], None] | None = None,
    also: Iterable[Mapping[str, Any]] = (),
) -> Verdict:
    """Check every entry, the checkpoints in the database and those outside it, the head, what is
    kept apart about people, and the rows of bulk entries.

    ``progress`` is told every 1,000 entries how many were checked; ``also`` are checkpoints that
    were kept elsewhere, of which those of other schools and chains are passed over. Entries that
    are added while the check runs are checked too, or not: both are right.
    """
    head = head_of(school.id, chain)
    keys = {key_id_of(public): public for public in verifying_keys(school.id)}
    outside, trouble = _outside(school, chain)
    here = (str(school.id), chain)
    known = [each for each in also if (each.get("school"), each.get("chain")) == here]
    kept = [*statements(school.id, chain), *outside, *known]
    verdict = verify_entries(bodies(school.id, chain), kept, keys, progress)
    if trouble:
        verdict.add(0, trouble)
    _check_head(school.id, chain, head, verdict)
    _check_personal(school.id, chain, verdict)
    _check_leaves(school.id, chain, verdict)
    return verdict


def _outside(school: School, chain: str) -> tuple[list[dict[str, object]], str]:
    path = outside_file(school, chain)
    if not path.is_file():
        return [], ""
    try:
        return read_checkpoints(path), ""
    except (Unreadable, OSError) as error:
        return [], f"The checkpoints outside the database cannot be read. {error}"


def _check_head(school_id: UUID, chain: str, head: tuple[int, str], verdict: Verdict) -> None:
    """The newest entry that was there when the check began must be there still."""
    sequence, hashed = head
    with scope(school=school_id):
        rows = Entry.objects.filter(chain=chain)
        found = rows.filter(sequence=sequence).values_list("hash", flat=True).first()
        newest = rows.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    if (found or "") != hashed or newest < sequence:
        verdict.add(sequence, f"The record should end with entry {sequence}, and it does not.")
    if newest and not sequence:
        verdict.add(newest, "The record has entries, but its end is not marked.")


def _check_personal(school_id: UUID, chain: str, verdict: Verdict) -> None:
    """What is still kept about people must be what the entry's digest says."""
    with scope(school=school_id):
        parts = PersonalPart.objects.filter(entry__chain=chain).select_related("entry")
        for part in parts.iterator(chunk_size=2000):
            try:
                digest = personal_digest(part.salt, part.fields)
            except ValueError:
                digest = ""
            if digest != part.entry.personal_digest:
                sequence = part.entry.sequence
                verdict.add(sequence, f"What entry {sequence} says about people was changed.")


def _check_leaves(school_id: UUID, chain: str, verdict: Verdict) -> None:
    """The rows of each bulk entry must give the root that the entry holds."""
    with scope(school=school_id):
        rows = Leaf.objects.filter(entry__chain=chain).order_by("entry__sequence", "position")
        leaves: dict[int, list[bytes]] = {}
        for row in rows.select_related("entry").iterator(chunk_size=2000):
            data = leaf_data(row.about_type, row.about_id)
            leaves.setdefault(row.entry.sequence, []).append(merkle.leaf_hash(data))
        bulk = Entry.objects.filter(chain=chain, facts__has_key="merkle_root")
        roots = dict(bulk.values_list("sequence", "facts"))
    for sequence, facts in roots.items():
        if merkle.root(leaves.get(sequence, [])).hex() != facts.get("merkle_root"):
            verdict.add(sequence, f"The list of what entry {sequence} is about was changed.")


def note_progress(verification: Verification, checked: int) -> None:
    """Say how far a check has got. No act of anybody's, so it is not on the trail."""
    with scope(school=verification.school_id):
        Verification.objects.filter(id=verification.id).update(checked=checked)
