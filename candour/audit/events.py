"""News of the audit trail."""

from dataclasses import dataclass
from uuid import UUID

from candour.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class LongCheckAsked(Event):
    """Somebody asked for a check of a chain too long to be checked while they wait."""

    verification_id: UUID
