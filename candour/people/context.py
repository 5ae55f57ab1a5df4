"""Context processor: the school, who acts there, and the hats that they have."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from candour.people.rules import hats_of


def school(request: HttpRequest) -> dict[str, Any]:
    """``school``, ``actor`` (None outside a school) and ``hats`` (two: offer a switch)."""
    actor = getattr(request, "actor", None)
    return {
        "school": getattr(request, "school", None),
        "actor": actor,
        "hats": hats_of(getattr(actor, "roles_read", None) or ()),
    }
