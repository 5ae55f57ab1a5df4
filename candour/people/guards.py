"""What must hold before an act on people, each with its plain reason."""

from __future__ import annotations

from datetime import date

from candour.kit.access import Actor, Refused
from candour.people.authority import roles_today
from candour.people.models import Person, Role, RoleHeld
from candour.people.queries.people import others_holding
from candour.people.rules import can_give


def must_be_allowed_to_manage(by: Actor, role: Role) -> None:
    """Refuse an actor who may not give or end this role; jobs and commands were given their own."""
    if isinstance(by, Person) and not can_give(roles_today(by), role):
        who = "a headteacher" if role is Role.HEAD else "the headteacher or a senior leader"
        raise Refused(f"Only {who} can change who is “{role.label}”, or their details.")


# A school is never without these: somebody must answer for it, and somebody must take concerns
# (KCSIE: every school has a designated safeguarding lead).
_NEVER_EMPTY = {Role.HEAD: "headteacher", Role.DSL: "designated safeguarding lead"}


def must_leave_somebody(held: RoleHeld, day: date) -> None:
    """Refuse what would leave the school without a headteacher or a DSL from this day on."""
    title = _NEVER_EMPTY.get(Role(held.role))
    if title and not others_holding(held.person, Role(held.role), day):
        raise Refused(
            f"This would leave the school without a {title}."
            f" Give that role to the next {title} first."
        )
