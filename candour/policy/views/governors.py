"""The policy for governors, to print: where it stands, without any person's name."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from candour.kit.access import needs
from candour.kit.clock import today
from candour.kit.http import SchoolRequest
from candour.policy.queries.coverage import coverage
from candour.policy.queries.quilt import quilt_sections
from candour.policy.queries.snapshots import months_of_year
from candour.policy.views.showing import last_of_each_month
from candour.ui.pieces import Stat


@needs("policy.coverage.print")
def governors(request: SchoolRequest) -> HttpResponse:
    """The quilt, counts by section, what is not in hand and why, and the year so far."""
    found = coverage(request.school, today())
    figures = [
        Stat("Clauses in hand", found.in_hand, found.counted),
        Stat("Late or without proof", found.counts["overdue"] + found.counts["expired"]),
        Stat("Nobody is named", found.counts["nobody"]),
    ]
    attention = [
        (
            section.title,
            [each for each in section.clauses if not each.in_hand and each.state != "fact"],
        )
        for section in found.sections
    ]
    return render(
        request,
        "policy/governors.html",
        {
            "found": found,
            "figures": figures,
            "quilt_sections": quilt_sections(found, request.school),
            "attention": [(title, clauses) for title, clauses in attention if clauses],
            "months": last_of_each_month(months_of_year(request.school, today())),
            "printed_on": today(),
        },
    )
