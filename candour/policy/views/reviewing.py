"""What the pages of a review share: which section is shown, what is said, where to go next."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from candour.kit.http import SchoolRequest
from candour.policy.models import ReviewStep, Version
from candour.policy.queries.review import ClauseView, SectionView
from candour.ui.quiet import say


def shown_section(sections: Sequence[SectionView], asked: str | None) -> SectionView | None:
    """The section asked for by number, else the first with something open, else the first."""
    by_number = {str(section.number): section for section in sections}
    if asked in by_number:
        return by_number[asked]
    waiting = (section for section in sections if section.open)
    return next(waiting, sections[0] if sections else None)


def say_done(request: SchoolRequest, step: ReviewStep) -> None:
    """The quiet line for an act, with its undo."""
    say(request, f"{step.words}.", undo=reverse("policy:undo", args=[request.school.slug, step.pk]))


def to_section(request: SchoolRequest, version: Version, sections: Sequence[SectionView]) -> str:
    """The address to go on at: the next open clause after the one just dealt with, in its section,
    else the same clause. The browser puts the focus there, so that keys go on working."""
    url = reverse("policy:review", args=[request.school.slug, version.pk])
    asked = request.POST.get("section")
    section = shown_section(sections, asked)
    if section is None:
        return url
    at = request.POST.get("clause", "")
    target = _next_open(section.clauses, at)
    return f"{url}?section={section.number}" + (f"#{target.anchor}" if target else "")


def _next_open(clauses: Sequence[ClauseView], at: str) -> ClauseView | None:
    places = [n for n, each in enumerate(clauses) if str(each.text.pk) == at]
    here = places[0] if places else 0
    if clauses and places and clauses[here].is_open:
        return clauses[here]
    after = [*clauses[here:], *clauses[:here]]
    return next((each for each in after if each.is_open), clauses[here] if clauses else None)
