"""What an entry is about and which school it belongs to; pure decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Model
from django_scopes import get_scope

from candour.audit import merkle
from candour.audit.canonical import canonical, moment
from candour.audit.models import Checkpoint, Entry, Verification
from candour.kit.access import Actor, Refused
from candour.kit.manifest import audit_kinds
from candour.schools.models import School

# A check that has not ended after this long was lost: another may be asked for.
_LOST_AFTER = timedelta(hours=1)


class UndeclaredKind(LookupError):
    """A kind of audit entry that no manifest declares: a fault in the code."""


@dataclass(frozen=True)
class Many:
    """Several rows that one entry is about (a bulk act)."""

    rows: tuple[Any, ...]


def must_be_declared(kind: str) -> None:
    """Raise UndeclaredKind unless a manifest declares this kind."""
    if kind not in audit_kinds():
        raise UndeclaredKind(f"no manifest declares the audit kind {kind!r}")


def subject(about: Any) -> tuple[str, str]:
    """What an entry is about, as type and id: ``("policy.clause", "0197…")``.

    A row gives both; text such as ``"website:header"`` is cut at its first colon; nothing (and a
    bulk act, whose rows are leaves) gives two empty strings.
    """
    if about is None or isinstance(about, Many):
        return "", ""
    if isinstance(about, Model):
        return about._meta.label_lower, str(about.pk)
    name, _, identity = str(about).partition(":")
    return name[:100], identity[:100]


def school_of(by: Actor, about: Any) -> UUID:
    """The school on whose trail an act belongs: that of the row it is about, otherwise the
    actor's, otherwise the one in scope.

    Raises Refused when the actor is of another school than the row, or when there is none.
    """
    row = about.rows[0] if isinstance(about, Many) and about.rows else about
    found = row.pk if isinstance(row, School) else getattr(row, "school_id", None)
    if found and by.school_id and found != by.school_id:
        raise Refused("This belongs to another school.")
    scoped = get_scope().get("school")
    school = found or by.school_id or getattr(scoped, "pk", scoped)
    if not isinstance(school, UUID):
        raise Refused("It is not clear which school's record this belongs on.")
    return school


def leaf_data(about_type: str, about_id: str) -> bytes:
    """The bytes of one leaf of a bulk entry."""
    return canonical({"id": about_id, "type": about_type})


def bulk_root(subjects: Iterable[tuple[str, str]]) -> str:
    """The Merkle root over what a bulk entry is about, in hexadecimal."""
    return merkle.root([merkle.leaf_hash(leaf_data(*each)) for each in subjects]).hex()


def body_of(entry: Entry) -> dict[str, Any]:
    """The members of an entry as they are hashed, with ``hash`` added."""
    return {
        "about_id": entry.about_id,
        "about_type": entry.about_type,
        "actor_ref": entry.actor_ref,
        "at": moment(entry.at),
        "chain": entry.chain,
        "facts": entry.facts,
        "hash": entry.hash,
        "kind": entry.kind,
        "personal_digest": entry.personal_digest,
        "previous": entry.previous,
        "school": str(entry.school_id),
        "sequence": entry.sequence,
    }


def statement_of(checkpoint: Checkpoint) -> dict[str, Any]:
    """The members of a checkpoint, its signature among them."""
    return {
        "at": moment(checkpoint.at),
        "chain": checkpoint.chain,
        "hash": checkpoint.hash,
        "key_id": checkpoint.key_id,
        "school": str(checkpoint.school_id),
        "sequence": checkpoint.sequence,
        "signature": checkpoint.signature,
    }


def is_running(verification: Verification, now: datetime) -> bool:
    """Whether a check goes on: not ended, and not so old that it must have been lost."""
    return verification.finished_at is None and now - verification.asked_at < _LOST_AFTER
