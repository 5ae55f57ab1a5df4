"""News from the policy app."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from candour.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class VersionAdopted(Event):
    """A version of the social media policy came into force; ``superseded`` is the one it replaced
    (None: the first). Whatever was bound to that one no longer counts."""

    document: UUID
    version: UUID
    superseded: UUID | None


@dataclass(frozen=True, kw_only=True)
class UploadTaken(Event):
    """The bytes of a policy lie safely in the store and wait to be read; ``upload`` is their
    row."""

    upload: UUID


@dataclass(frozen=True, kw_only=True)
class RecordsChanged(Event):
    """Records from which a control's facts are worked out have changed: ``what`` says which
    ("shelf", "approvals", "risks", "departures"), for the log. The facts are worked out anew."""

    what: str


@dataclass(frozen=True, kw_only=True)
class PackAsked(Event):
    """Somebody asked for an evidence pack; ``pack`` is its row."""

    pack: UUID
