"""A policy at the stages that tests begin from: read, imported, adopted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.test import Client

from candour.people.models import Person
from candour.policy.actions.imports import import_bytes
from candour.policy.actions.versions import adopt_version
from candour.policy.models import Clause, ClauseText, Link, Version
from candour.policy.reports.prepared import prepare
from candour.schools.models import School
from tests.policy.files import SMALL

ClientFor = Callable[..., Client]
APPROVED = {
    "approved_on": date(2026, 9, 1),
    "approved_by": "Full governing board",
    "review_on": date(2027, 9, 1),
}


def imported(school: School, by: Person, text: str = SMALL) -> Version:
    """A version to be looked at, with these words."""
    content = text.encode()
    return import_bytes(
        by=by,
        school=school,
        prepared=prepare(content, name="policy.md"),
        content=content,
        media_type="text/markdown",
    )


def adopted(school: School, by: Person, text: str = SMALL) -> Version:
    """A version in force, with these words."""
    return adopt_version(by=by, version=imported(school, by, text), **APPROVED)


def words(version: Version, beginning: str) -> ClauseText:
    """The one clause of a version whose words begin so."""
    return ClauseText.objects.get(version=version, text__startswith=beginning)


def best_link(version: Version, beginning: str) -> Link:
    """The best suggestion for that clause."""
    clause: Clause = words(version, beginning).clause
    link = clause.links.order_by("-confidence").first()
    assert link is not None
    return link
