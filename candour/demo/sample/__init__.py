"""The sample school with a term's worth of life, made through the same actions as a real one."""

from __future__ import annotations

from django.db import transaction
from django_scopes import scope

from candour.demo.cast import SCHOOL_NAME, SCHOOL_SLUG
from candour.demo.sample.life import live_a_term
from candour.demo.sample.people import bring_people
from candour.demo.sample.place import describe_place
from candour.demo.sample.policy import bring_policy_into_force
from candour.keys.actions import create_school_keys
from candour.kit.access import Machine
from candour.schools.actions import create_school
from candour.schools.models import School

MAY = frozenset(
    {"schools.create", "keys.manage", "people.manage", "people.add_head", "files.store"}
)


def make_sample_school() -> School:
    """Larkfield Primary, whole or not at all."""
    with transaction.atomic():
        school = create_school(by=Machine("demo", None, MAY), slug=SCHOOL_SLUG, name=SCHOOL_NAME)
        by = Machine("demo", school.pk, MAY)
        with scope(school=school):
            create_school_keys(by=by, school=school)
            people = bring_people(by, school)
            describe_place(people["ruth"], school)
            bring_policy_into_force(people, school)
            live_a_term(people, school)
    return school
