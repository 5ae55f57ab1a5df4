"""A school's own policy beside the built-in model: what it lacks, what it says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from candour.policy.library import ModelClause, load_control_texts, load_model_policy
from candour.policy.matching import Suggestion
from candour.policy.matching.gaps import LEAST_SCORE
from candour.policy.models import ClauseText, Link, Version
from candour.policy.reading import Furniture, ReadClause, Reading, Source, Warning_
from candour.policy.reports.gap import Asked, Lacking, Unsaid, gap_report
from candour.policy.reports.prepared import Prepared
from candour.policy.rules.review import standing
from candour.policy.rules.versions import as_read
from candour.schools.models import School
from candour.schools.queries import settings_of


@dataclass(frozen=True)
class Beside:
    """One duty in both: the school's clauses for it and the model's."""

    title: str
    ours: tuple[ReadClause, ...]
    model: tuple[ModelClause, ...]


@dataclass(frozen=True)
class Comparison:
    """``lacking``: duties of the model that nothing in the version asks for; ``unsaid``: clauses of
    the model whose subject is there while this is not said; ``both``: duties in both, side by side;
    ``ours_alone``: clauses that ask for something and fit no duty."""

    lacking: tuple[Lacking, ...]
    unsaid: tuple[Unsaid, ...]
    both: tuple[Beside, ...]
    ours_alone: tuple[Asked, ...]


def compared_with_model(version: Version) -> Comparison:
    """A version beside the model policy, by what people confirmed and, where nobody has decided
    yet, by what is suggested. Two queries."""
    prepared = as_prepared(version)
    report = gap_report(prepared)
    by_control: dict[str, list[ReadClause]] = {}
    for clause in prepared.reading.clauses:
        for control in _asks_for(prepared.suggestions[clause.id]):
            by_control.setdefault(control, []).append(clause)
    return Comparison(report.lacking, report.unsaid, tuple(_both(by_control)), report.uncarried)


def as_prepared(version: Version) -> Prepared:
    """A stored version as if it had just been read: what people confirmed is certain, what they
    turned down is gone, the rest is suggested as at import. Two queries."""
    texts = ClauseText.objects.filter(version=version).select_related("clause").order_by("position")
    links: dict[object, list[Link]] = {}
    found = Link.objects.filter(clause__texts__version=version).order_by("-confidence")
    for link in found:
        links.setdefault(link.clause_id, []).append(link)
    clauses = tuple(as_read(text) for text in texts)
    reading = Reading(
        source=Source(version.source_name, version.sha256, version.pages, ""),
        text=version.text,
        clauses=clauses,
        furniture=tuple(Furniture(**each) for each in version.furniture),
        warnings=tuple(Warning_(**each) for each in version.warnings),
    )
    by_ref = {text.clause.ref: _suggestions(links.get(text.clause_id, ())) for text in texts}
    return Prepared(reading, by_ref)


def details_for_model(school: School) -> dict[str, str]:
    """What stands in the places of the model policy; what the settings lack is left out."""
    settings = settings_of(school)
    return {
        "school": school.name,
        "office_telephone": settings.telephone,
        "office_email": settings.office_email,
    }


def model_wording(wanted: Iterable[str]) -> list[ModelClause]:
    """The model's clauses with these ids, in the model's order."""
    ids = set(wanted)
    return [clause for clause in load_model_policy() if clause.id in ids]


def model_sections() -> list[tuple[str, list[ModelClause]]]:
    """The model policy by section, in order."""
    sections: dict[str, list[ModelClause]] = {}
    for clause in load_model_policy():
        sections.setdefault(clause.section, []).append(clause)
    return list(sections.items())


def _asks_for(suggestions: Sequence[Suggestion]) -> list[str]:
    """What was confirmed, else the best suggestion unless it is a guess."""
    certain = [each.control for each in suggestions if each.score == 1.0]
    return certain or [each.control for each in suggestions[:1] if each.score >= LEAST_SCORE]


def _suggestions(links: Sequence[Link]) -> tuple[Suggestion, ...]:
    confirmed = [each for each in links if standing(each) == Link.Status.CONFIRMED]
    if confirmed:
        return tuple(Suggestion(each.control, 1.0, each.reason) for each in confirmed)
    return tuple(
        Suggestion(each.control, each.confidence, each.reason)
        for each in links
        if standing(each) == Link.Status.SUGGESTED
    )


def _both(by_control: dict[str, list[ReadClause]]) -> Iterable[Beside]:
    model = {each.id: each for each in load_model_policy()}
    for key, text in load_control_texts().items():
        clauses = tuple(model[each] for each in text.clauses if each in model)
        if key in by_control and clauses:
            yield Beside(text.title, tuple(by_control[key]), clauses)
