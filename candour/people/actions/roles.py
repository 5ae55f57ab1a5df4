"""Giving and ending roles, and telling the apps above that one ended."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from candour.kit.access import Actor, Refused
from candour.kit.actions import action, record, unchanged
from candour.kit.clock import today
from candour.kit.events import announce
from candour.people.events import PersonLeft, RoleEnded, RoleGiven
from candour.people.guards import must_be_allowed_to_manage, must_leave_somebody
from candour.people.models import Person, Role, RoleHeld
from candour.people.queries.people import ended_untold, held_meanwhile, left_untold
from candour.people.ways_in import close_account


@action(needs="people.manage")
def give_role(
    *, by: Actor, person: Person, role: Role, starts_on: date, ends_on: date | None = None
) -> RoleHeld:
    """Give a role from one day to another, both included. Refused when the end comes first, when
    the person holds it in that time already, or when the actor may not give it."""
    must_be_allowed_to_manage(by, role)
    if ends_on is not None and ends_on < starts_on:
        raise Refused("The role cannot end before it starts.")
    if held_meanwhile(person, role, starts_on, ends_on):
        raise Refused(f"{person.full_name} is “{role.label}” in that time already.")
    held = RoleHeld.objects.create(
        school_id=person.school_id, person=person, role=role, starts_on=starts_on, ends_on=ends_on
    )
    record(
        "people.role.given",
        by=by,
        about=person,
        facts={"role": role.label, "starts_on": starts_on.isoformat()},
    )
    announce(
        RoleGiven(
            school_id=person.school_id, person_id=person.pk, role=role.value, starts_on=starts_on
        )
    )
    return held


@action(needs="people.manage")
def end_role(*, by: Actor, held: RoleHeld, ends_on: date | None = None) -> None:
    """End a role after its last day; without one, at once. A role that would have held on no day at
    all is taken away. Refused for the last headteacher or DSL, or when the actor may not end it."""
    last = ends_on or today() - timedelta(days=1)
    must_be_allowed_to_manage(by, Role(held.role))
    must_leave_somebody(held, last + timedelta(days=1))
    gone = last < today()
    if last < held.starts_on:
        held.delete()
    else:
        held.ends_on, held.end_told = last, gone
        held.save(update_fields=["ends_on", "end_told"])
    role = Role(held.role)
    facts = {"role": role.label, "ends_on": last.isoformat()}
    record("people.role.ended", by=by, about=held.person, facts=facts)
    if gone:
        _tell(held.school_id, held.person_id, role.value, last)


@action(needs="people.manage")
def restore_role(*, by: Actor, held: RoleHeld, ends_on: date | None = None) -> None:
    """Take back the end of a role: it ends on ``ends_on`` as before (None: it stays open). Refused
    where that would end it earlier: ending has guards of its own."""
    role = Role(held.role)
    must_be_allowed_to_manage(by, role)
    if ends_on is not None and (held.ends_on is None or ends_on < held.ends_on):
        raise Refused("This role does not end before that day, so there is nothing to take back.")
    held.ends_on, held.end_told = ends_on, ends_on is not None and ends_on < today()
    held.save(update_fields=["ends_on", "end_told"])
    record("people.role.restored", by=by, about=held.person, facts={"role": role.label})
    announce(
        RoleGiven(
            school_id=held.school_id,
            person_id=held.person_id,
            role=role.value,
            starts_on=held.starts_on,
        )
    )


@action(needs="people.manage")
def announce_ends(*, by: Actor, school_id: UUID) -> int:
    """Tell whose roles ended and who left since this was last asked; returns how many. Each is told
    once, however often this runs."""
    ended, left = list(ended_untold(school_id)), list(left_untold(school_id))
    for held in ended:
        held.end_told = True
        _tell(school_id, held.person_id, held.role, held.ends_on or today())
    for person in left:
        person.left_told = True
        close_account(person)
        announce(
            PersonLeft(school_id=school_id, person_id=person.pk, left_on=person.left_on or today())
        )
    RoleHeld.objects.bulk_update(ended, ["end_told"])
    Person.objects.bulk_update(left, ["left_told"])
    if not ended and not left:
        unchanged()
        return 0
    record("people.ends.announced", by=by, facts={"roles": len(ended), "people": len(left)})
    return len(ended) + len(left)


def _tell(school_id: UUID, person_id: UUID, role: str, ended_on: date) -> None:
    announce(RoleEnded(school_id=school_id, person_id=person_id, role=role, ended_on=ended_on))
