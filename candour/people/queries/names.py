"""What people are called today, for the audit trail, which keeps references only."""

from __future__ import annotations

from uuid import UUID

from django_scopes import scopes_disabled

from candour.people.models import Person

_PREFIX = "person:"


def names_of(references: set[str]) -> dict[str, str]:
    """Full names by reference (``person:<uuid>``), unknown ones left out; one query. Whoever may
    read an entry may read who acted, so no school need be in scope."""
    keys = [UUID(ref.removeprefix(_PREFIX)) for ref in references if ref.startswith(_PREFIX)]
    with scopes_disabled():
        found = Person.objects.filter(pk__in=keys).only("given_name", "family_name")
        return {person.actor_ref: person.full_name for person in found}
