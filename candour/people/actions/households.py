"""Households: who lives together, so that one letter goes to one home."""

from __future__ import annotations

from candour.kit.access import Actor, Refused
from candour.kit.actions import action, record, unchanged
from candour.people.models import Household, HouseholdMember, Person
from candour.schools.models import School


@action(needs="people.manage")
def add_household(*, by: Actor, school: School, name: str) -> Household:
    """Add an empty household. Refused without a name."""
    if not name.strip():
        raise Refused("Enter a name for the household, such as “Begum and Novak”.")
    home = Household.objects.create(school=school, name=name.strip())
    record("people.household.created", by=by, about=home, personal={"name": home.name})
    return home


@action(needs="people.manage")
def add_to_household(*, by: Actor, household: Household, person: Person) -> None:
    """Say that a person lives in a household; nothing happens where they do already."""
    _, new = HouseholdMember.objects.get_or_create(
        school_id=household.school_id, household=household, person=person
    )
    if new:
        record("people.household.joined", by=by, about=household, facts={"person": person.pk})
    else:
        unchanged()


@action(needs="people.manage")
def remove_from_household(*, by: Actor, household: Household, person: Person) -> None:
    """Say that a person no longer lives in a household."""
    gone, _ = HouseholdMember.objects.filter(household=household, person=person).delete()
    if gone:
        record("people.household.left", by=by, about=household, facts={"person": person.pk})
    else:
        unchanged()
