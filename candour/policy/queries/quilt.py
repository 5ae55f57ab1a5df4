"""The quilt: where the policy stands, one tile for each clause."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from candour.policy.models import CoverageSnapshot
from candour.policy.queries.coverage import Coverage
from candour.schools.models import School
from candour.ui.pieces import QuiltSection, Tile


def quilt_sections(found: Coverage, school: School) -> list[QuiltSection]:
    """The quilt of where the policy stands: a tile leads to its clause, a section to its clauses
    alone on the policy's page."""
    page = reverse("policy:today", args=[school.slug])
    return [
        QuiltSection(
            section.title,
            [
                Tile(
                    each.ref,
                    each.title,
                    each.state,
                    reverse("policy:clause", args=[school.slug, each.ref]),
                )
                for each in section.clauses
            ],
            f"{page}?{urlencode({'section': section.title})}#sections",
        )
        for section in found.sections
    ]


def past_quilt(snapshot: CoverageSnapshot) -> list[QuiltSection]:
    """The quilt of a month gone by."""
    return [
        QuiltSection(title, [Tile("", title, state, "") for state in states])
        for title, states in snapshot.sections
    ]
