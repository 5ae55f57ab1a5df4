"""Adds entries to the chains: what stands behind ``kit.actions.record``."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any
from uuid import UUID

from django.db import transaction
from django_scopes import scope

from candour.audit.canonical import entry_hash, personal_digest, plain
from candour.audit.models import ChainHead, Entry, Leaf, PersonalPart
from candour.audit.rules import Many, body_of, bulk_root, must_be_declared, school_of, subject
from candour.kit import actions, clock
from candour.kit.access import Actor


class ChainRecorder:
    """Writes one entry at the end of a school's chain. Costs three queries inside a transaction,
    and one more where there are personal fields or leaves."""

    def record(
        self,
        kind: str,
        *,
        by: Actor,
        about: Any,
        facts: Mapping[str, Any],
        personal: Mapping[str, Any],
        chain: str,
    ) -> None:
        """Add an entry. Raises UndeclaredKind for a kind that no manifest declares, and Refused
        where the school is not clear or is not the actor's."""
        must_be_declared(kind)
        school_id = school_of(by, about)
        kept = plain(facts)
        leaves = [subject(row) for row in about.rows] if isinstance(about, Many) else []
        if isinstance(about, Many):
            kept |= {"leaves": len(leaves), "merkle_root": bulk_root(leaves)}
        with _transaction(), scope(school=school_id):
            entry = _append(school_id, chain, kind, by, subject(about), kept, plain(personal))
            if leaves:
                Leaf.objects.bulk_create(
                    Leaf(school_id=school_id, entry=entry, position=n, about_type=t, about_id=i)
                    for n, (t, i) in enumerate(leaves)
                )


def record_bulk(
    kind: str,
    *,
    by: Actor,
    abouts: Iterable[Any],
    facts: Mapping[str, Any] | None = None,
    chain: str = "school",
) -> None:
    """Put one act on many rows on the trail as one entry with the Merkle root over them (RFC 6962).

    The facts gain ``leaves`` (how many) and ``merkle_root``. Called inside an action, like
    ``record``.
    """
    actions.record(kind, by=by, about=Many(tuple(abouts)), facts=facts, chain=chain)


def _transaction() -> AbstractContextManager[object]:
    """The caller's transaction, or one of its own where there is none (no needless savepoint)."""
    inside = transaction.get_connection().in_atomic_block
    return nullcontext() if inside else transaction.atomic()


def _append(
    school_id: UUID,
    chain: str,
    kind: str,
    by: Actor,
    about: tuple[str, str],
    facts: dict[str, Any],
    personal: dict[str, Any],
) -> Entry:
    """Lock the head, write the entry behind it, move the head on."""
    head = _locked_head(school_id, chain)
    salt = secrets.token_hex(32)
    entry = Entry(
        school_id=school_id,
        chain=chain,
        sequence=head.sequence + 1,
        at=clock.now(),
        kind=kind,
        actor_ref=by.actor_ref,
        about_type=about[0],
        about_id=about[1],
        facts=facts,
        personal_digest=personal_digest(salt, personal) if personal else "",
        previous=head.hash,
    )
    entry.hash = entry_hash(body_of(entry))
    entry.save(force_insert=True)
    ChainHead.objects.filter(id=head.id).update(sequence=entry.sequence, hash=entry.hash)
    if personal:
        PersonalPart.objects.create(school_id=school_id, entry=entry, salt=salt, fields=personal)
    return entry


def _locked_head(school_id: UUID, chain: str) -> ChainHead:
    """The chain's head, locked until the transaction ends. SQLite has no row locks and needs none:
    there, a transaction that writes holds the only write lock from its start (IMMEDIATE).

    An act that writes on both chains writes on ``sealed`` first, so that two such acts at once
    never wait for each other.
    """
    wanted = ChainHead.objects.select_for_update().filter(chain=chain)
    head = wanted.first()
    if head is None:
        # Two first writers at once: one of them inserts, both find the same row.
        ChainHead.objects.bulk_create(
            [ChainHead(school_id=school_id, chain=chain)], ignore_conflicts=True
        )
        head = wanted.get()
    return head
