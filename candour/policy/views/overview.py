"""Our policy today: the quilt, what waits, and every clause in its section."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from candour.kit.access import allows, needs
from candour.kit.clock import today as this_day
from candour.kit.http import SchoolRequest
from candour.kit.waiting import waiting_for
from candour.people.models import Person
from candour.policy.forms.duties import PolicyFilter
from candour.policy.queries.coverage import ClauseNow, Coverage, coverage, known
from candour.policy.queries.duties import filter_choices
from candour.policy.queries.quilt import quilt_sections
from candour.policy.views.showing import owners_words, sees_names
from candour.ui.pieces import Stat, tasks_of

SHOWN = 5
WANTS = ("nobody", "overdue", "expired", "suspect", "no_control", "due_soon")
"""The states for which a section is open from the start; the others are a tap away."""


@needs("policy.read")
def today(request: SchoolRequest) -> HttpResponse:
    """The policy in force, clause by clause, as it stands today."""
    found = coverage(request.school, this_day())
    with known(found):
        waiting = waiting_for(request.actor)
    if found.version is None:
        return render(request, "policy/today_empty.html", {"tasks": tasks_of(waiting[:SHOWN])})
    names = sees_names(request.actor)
    form = PolicyFilter(request.GET or None, choices=filter_choices(found), with_names=names)
    return render(
        request,
        "policy/today.html",
        {
            "found": found,
            "figures": _figures(found, len(waiting)),
            "quilt_sections": quilt_sections(found, request.school),
            "tasks": tasks_of(waiting[:SHOWN]),
            "waiting_count": len(waiting),
            "see_all": f"See all {len(waiting)}",
            "form": form,
            "sections": _rows(found, form.chosen(), request.actor, names),
            "may_print": allows(request.actor, "policy.coverage.print"),
            "may_import": allows(request.actor, "policy.import"),
        },
    )


def _figures(found: Coverage, waiting: int) -> list[Stat]:
    due = found.due_this_month
    return [
        Stat("Clauses in hand", found.in_hand, found.counted),
        Stat("Due this month", due, tone="amber" if due else ""),
        Stat("Needs you", waiting, tone="red" if waiting else ""),
    ]


def _rows(
    found: Coverage, chosen: dict[str, str], reader: Person, names: bool
) -> list[dict[str, Any]]:
    """The sections with the clauses that fit the filter; each row as the table shows it."""
    rows = []
    for place, section in enumerate(found.sections, start=1):
        if chosen.get("section", "") not in ("", section.title):
            continue
        clauses = [
            {"now": each, "owner": owners_words(each, reader, names)}
            for each in section.clauses
            if _fits(each, chosen)
        ]
        if clauses:
            wanting = sum(each.state in WANTS for each in section.clauses if _fits(each, chosen))
            rows.append(
                {
                    "place": place,
                    "title": section.title,
                    "clauses": clauses,
                    "said": _said(len(clauses), wanting),
                    "open": wanting > 0 or any(chosen.values()),
                }
            )
    return rows


def _said(clauses: int, wanting: int) -> str:
    number = "1 clause" if clauses == 1 else f"{clauses} clauses"
    if not wanting:
        return f"{number}, none needs anybody now"
    return f"{number}, {wanting} {'needs' if wanting == 1 else 'need'} somebody"


def _fits(clause: ClauseNow, chosen: dict[str, str]) -> bool:
    owner = chosen.get("owner", "")
    owners = {str(each.pk) for each in clause.owners}
    if any(each.owner is None for each in clause.duties):
        owners.add("nobody")
    return chosen.get("state", "") in ("", clause.state) and (not owner or owner in owners)
