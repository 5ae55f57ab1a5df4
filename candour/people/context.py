"""Context processor: the school, who acts there, their hats, and who may see the page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from candour.kit.access import Access
from candour.people.models import Role
from candour.people.roles import GRANTS
from candour.people.rules import hats_of

_OF_ALL = {
    "public": "Anybody can see this page.",
    "account": "Only you see this page.",
    "signed-in": "Everybody with a log-in at this school.",
}


def school(request: HttpRequest) -> dict[str, Any]:
    """``school``, ``actor`` (None outside a school) and ``hats`` (two: offer a switch)."""
    actor = getattr(request, "actor", None)
    return {
        "school": getattr(request, "school", None),
        "actor": actor,
        "hats": hats_of(getattr(actor, "roles_read", None) or ()),
        "page_audience": _audience(request),
    }


def _audience(request: HttpRequest) -> str:
    """Who may see this page, in words, from the guard that its view wears; a template says it more
    exactly where a rule narrows it."""
    match = request.resolver_match
    access = getattr(match.func, "access", None) if match is not None else None
    if not isinstance(access, Access):
        return ""
    if access.kind != "needs":
        return _OF_ALL.get(access.kind, "")
    wanted = set(access.detail)
    return ", ".join(role.label for role in Role if wanted & GRANTS[role]) + "."
