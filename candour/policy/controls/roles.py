"""The people whom the policy names are in post (INT-1, STA-1, STA-2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from candour.people.models import Role, RoleHeld
from candour.policy.controls import Control, Fact, register
from candour.schools.models import School

NEEDED = (Role.HEAD, Role.DSL, Role.DEPUTY_DSL, Role.CHAIR)
"""Without a deputy nobody receives a concern while the designated safeguarding lead is away."""


@register
class Roles(Control):
    """Read from the people of the school: who holds which role, from when until when."""

    id = "roles"
    source = "people"
    place = "people:people"

    def fact(self, school: School, today: date) -> Fact | None:
        """Which of the needed roles are held today, and the first day that one falls empty. One
        query."""
        held = RoleHeld.objects.filter(
            Q(ends_on=None) | Q(ends_on__gte=today),
            Q(person__left_on=None) | Q(person__left_on__gt=today),
            school=school,
            role__in=NEEDED,
            starts_on__lte=today,
        )
        by_role: dict[str, list[RoleHeld]] = {}
        for each in held:
            by_role.setdefault(each.role, []).append(each)
        missing = [role.label.lower() for role in NEEDED if role not in by_role]
        ends = [end for each in by_role.values() if (end := _held_until(each)) is not None]
        done = len(NEEDED) - len(missing)
        words = f"{done} of {len(NEEDED)} roles that the policy needs are filled."
        if missing:
            words += f" Nobody is: {', '.join(missing)}."
        return Fact(done, len(NEEDED), due_on=min(ends, default=None), sentence=words)


def _held_until(held: Sequence[RoleHeld]) -> date | None:
    """The last day on which anybody holds the role; None while one of them has no end."""
    ends = [each.ends_on for each in held]
    return None if None in ends else max(end for end in ends if end is not None)
