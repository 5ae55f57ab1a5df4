"""Set a school up; change and check how it is reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django_scopes import scope

from candour.kit import clock
from candour.kit.access import Actor, Refused
from candour.kit.actions import action, record, unchanged
from candour.kit.events import announce
from candour.schools.events import SchoolCreated, SettingsChanged
from candour.schools.models import School, SchoolSettings
from candour.schools.queries import school_by_slug, settings_of
from candour.schools.rules import FIELD_NAMES, changed_fields, slug_problem


@action(needs="schools.create")
def create_school(*, by: Actor, slug: str, name: str) -> School:
    """Set up a school at an address of its own. Refused when the address is not well formed, is
    used by Candour itself or by another school, or when the name is empty."""
    problem = slug_problem(slug)
    if problem:
        raise Refused(problem)
    if not name.strip():
        raise Refused("Enter the school's name.")
    if school_by_slug(slug) is not None:
        raise Refused(f"There is a school at the address '{slug}' already.")
    school = School.objects.create(slug=slug, name=name.strip())
    with scope(school=school):
        SchoolSettings.objects.create(school=school)
        record(
            "schools.school.created",
            by=by,
            about=school,
            facts={"name": school.name, "slug": school.slug},
        )
        announce(SchoolCreated(school_id=school.id))
    return school


@action(needs="schools.settings.manage")
def change_settings(*, by: Actor, school: School, values: Mapping[str, str]) -> SchoolSettings:
    """Store the fields given; what changes counts as checked today. Nothing is recorded when all is
    as it was. The trail holds the names of the fields, not their text."""
    settings = settings_of(school)
    changed = changed_fields(settings, values)
    if not changed:
        unchanged()
        return settings
    for name in changed:
        setattr(settings, name, values[name])
    _note_checked(settings, changed)
    settings.save()
    record("schools.settings.changed", by=by, about=settings, facts={"fields": changed})
    announce(SettingsChanged(school_id=school.id))
    return settings


@action(needs="schools.settings.manage")
def check_settings(
    *, by: Actor, school: School, names: Iterable[str] = FIELD_NAMES
) -> SchoolSettings:
    """Say that these fields are right today (PAR-12: yearly); empty ones cannot be. Refused when
    there is nothing to say that of."""
    settings = settings_of(school)
    filled = [name for name in FIELD_NAMES if name in set(names) and getattr(settings, name)]
    if not filled:
        raise Refused("There is nothing to check yet: enter the school's details first.")
    _note_checked(settings, filled)
    settings.save()
    record("schools.settings.checked", by=by, about=settings, facts={"fields": filled})
    announce(SettingsChanged(school_id=school.id))
    return settings


def _note_checked(settings: SchoolSettings, names: Iterable[str]) -> None:
    """Date these fields today; forget the date of those that are empty."""
    today = clock.today().isoformat()
    dated = {**settings.checked, **dict.fromkeys(names, today)}
    settings.checked = {name: day for name, day in dated.items() if getattr(settings, name)}
