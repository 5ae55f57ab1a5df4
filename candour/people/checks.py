"""System checks: the table of who may do what names only what apps declare, and all of it."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from candour.kit.manifest import capabilities
from candour.people.roles import MACHINE_ONLY, TABLE


@register()
def grants_match_declarations(**kwargs: Any) -> list[CheckMessage]:
    """Refuse a grant of a capability that nobody declared, and a declared one that nobody holds."""
    declared = set(capabilities())
    granted = {grant.capability for group in TABLE for grant in group.grants} | set(MACHINE_ONLY)
    unknown = [
        Error(f"{each} is granted in people/roles.py, but no manifest declares it", id="people.E001")
        for each in sorted(granted - declared)
    ]
    ungranted = [
        Error(f"{each} is declared, but people/roles.py grants it to nobody", id="people.E002")
        for each in sorted(declared - granted)
    ]
    return [*unknown, *ungranted]
