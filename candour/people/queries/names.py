"""What people are called today, for the audit trail, which keeps references alone."""

from __future__ import annotations

from uuid import UUID

from django_scopes import scopes_disabled

from candour.people.models import Person

_PREFIX = "person:"


def names_of(references: set[str]) -> dict[str, str]:
    """Actor references (``person:<uuid>``) with the name that each person bears today; references
    of other kinds, or of people no longer known, are left out. One query."""
    ids = {}
    for reference in references:
        if reference.startswith(_PREFIX):
            try:
                ids[UUID(reference.removeprefix(_PREFIX))] = reference
            except ValueError:
                continue
    if not ids:
        return {}
    # The trail has been scoped to one school already; a name is asked for by its exact key.
    with scopes_disabled():
        found = Person.objects.in_bulk(list(ids))
    return {ids[key]: person.full_name for key, person in found.items()}
