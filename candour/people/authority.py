"""The authority behind every guard and action: today's roles, read with their dates."""

from __future__ import annotations

from uuid import UUID

from django_scopes import get_scope

from candour.kit.access import Actor
from candour.kit.clock import today
from candour.people.models import Person, Role
from candour.people.rules import capabilities_of, hat_worn, roles_on


class RolesOfToday:
    """Decides by the roles that a person holds today and by the hat that they wear.

    The roles are read anew at each question, except on the one instance that a request carries,
    for which ``read_once`` was called: so a request costs one query, and nothing outlives it.
    """

    def allows(self, actor: Actor, capability: str) -> bool:
        """Whether the actor may, in their own school; never while another school is in scope."""
        if not isinstance(actor, Person) or _another_school_in_scope(actor.school_id):
            return False
        roles = roles_today(actor)
        return capability in capabilities_of(roles, hat_worn(roles, getattr(actor, "hat", "")))


def roles_today(person: Person) -> frozenset[Role]:
    """The roles that this person holds today: as read for this request, else from the database."""
    kept: frozenset[Role] | None = getattr(person, "roles_read", None)
    return roles_on(person, today()) if kept is None else kept


def read_once(person: Person, wished_hat: str) -> frozenset[Role]:
    """Read today's roles and keep them on this instance, with the hat worn; one query."""
    roles = roles_on(person, today())
    person.roles_read = roles
    person.hat = hat_worn(roles, wished_hat)
    return roles


def _another_school_in_scope(school_id: UUID) -> bool:
    """Whether a scope is open that leaves this school out."""
    wanted = get_scope().get("school")
    if wanted is None:
        return False
    several = wanted if isinstance(wanted, list | tuple) else [wanted]
    return str(school_id) not in {str(getattr(each, "pk", each)) for each in several}
