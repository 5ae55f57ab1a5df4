"""System checks: the table of grants and the declared capabilities fit each other."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from candour.kit.manifest import capabilities
from candour.people.roles import GRANTS, MACHINE_ONLY


@register("people")
def check_grants(app_configs: Any = None, **options: Any) -> list[CheckMessage]:
    """Refuse a grant of what nobody declared, and a capability that nobody could ever hold."""
    declared = set(capabilities())
    granted = frozenset().union(*GRANTS.values())
    undeclared = sorted((granted | set(MACHINE_ONLY)) - declared)
    ungranted = sorted(declared - granted - set(MACHINE_ONLY))
    both = sorted(granted & set(MACHINE_ONLY))
    return [
        *(
            Error(f"people/roles.py grants {x}, which no app declares", id="people.E001")
            for x in undeclared
        ),
        *(Error(f"{x} is declared, but no role holds it", id="people.E002") for x in ungranted),
        *(Error(f"{x} is for commands only, yet a role holds it", id="people.E003") for x in both),
    ]
