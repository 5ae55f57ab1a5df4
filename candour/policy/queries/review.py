"""A version as it is looked at: sections, clauses, their links, what still waits for somebody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.shortcuts import get_object_or_404

from candour.kit.clock import today
from candour.people.models import Person, Role
from candour.policy.library import ControlText, load_control_texts
from candour.policy.models import ClauseText, Duty, Link, ReviewStep, Version
from candour.policy.queries.duties import holders_by_role
from candour.policy.rules.review import (
    CONFIRMED,
    SUGGESTED,
    is_confident,
    is_suspect,
    standing,
    sureness,
)
from candour.schools.models import School


@dataclass(frozen=True)
class LinkView:
    """One link as the page shows it."""

    link: Link
    title: str
    sureness: str
    standing: str
    suspect: bool
    confident: bool
    words: str


@dataclass(frozen=True)
class ClauseView:
    """One clause with its links: ``best`` is the suggestion to decide first, ``others`` the
    rest."""

    text: ClauseText
    links: tuple[LinkView, ...]

    @property
    def confirmed(self) -> tuple[LinkView, ...]:
        """Links that stand, suspect ones included."""
        return tuple(each for each in self.links if each.standing == CONFIRMED)

    @property
    def suggested(self) -> tuple[LinkView, ...]:
        """Suggestions nobody has decided about, best first."""
        return tuple(each for each in self.links if each.standing == SUGGESTED)

    @property
    def suspect(self) -> bool:
        """Whether the words changed since somebody confirmed one of the links."""
        return any(each.suspect for each in self.links)

    @property
    def undecided(self) -> bool:
        """Whether nothing stands yet while something is suggested."""
        return bool(self.suggested and not self.confirmed)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide: a changed text, or a clause that asks for something
        with suggestions and nothing confirmed. Facts ask nothing of anybody and do not wait."""
        return self.suspect or (self.undecided and self.text.kind != ClauseText.Kind.FACT)

    @property
    def anchor(self) -> str:
        """The element's id on the page."""
        return f"c-{self.text.pk}"


@dataclass(frozen=True)
class SectionView:
    """The clauses under one top heading; ``number`` counts sections from 1."""

    number: int
    title: str
    clauses: tuple[ClauseView, ...]

    @property
    def open(self) -> int:
        """How many clauses still wait."""
        return sum(each.is_open for each in self.clauses)

    @property
    def confident(self) -> tuple[LinkView, ...]:
        """The best suggestion of each open clause, where it is very likely."""
        best = (each.suggested[0] for each in self.clauses if each.undecided)
        return tuple(link for link in best if link.confident)


@dataclass(frozen=True)
class Progress:
    """Clauses decided, of how many; how many of the open ones changed their words."""

    done: int
    of: int
    suspect: int

    @property
    def finished(self) -> bool:
        """Whether nothing waits any more."""
        return self.done == self.of


def review_sections(version: Version) -> list[SectionView]:
    """The whole version, section by section. Two queries."""
    clauses = _clauses(version)
    groups = groupby(clauses, key=lambda each: each.text.section)
    return [
        SectionView(number, title or "Before the first heading", tuple(group))
        for number, (title, group) in enumerate(groups, start=1)
    ]


def progress_of(sections: Iterable[SectionView]) -> Progress:
    """How far looking at it has come."""
    clauses = [clause for section in sections for clause in section.clauses]
    waiting = sum(clause.is_open for clause in clauses)
    return Progress(len(clauses) - waiting, len(clauses), sum(clause.suspect for clause in clauses))


def review_progress(version: Version) -> Progress:
    """The same for a page that shows no sections. Two queries."""
    return progress_of(review_sections(version))


@dataclass(frozen=True)
class ControlChoice:
    """A control about to be accepted: its links, who answers for it today, whom its role
    suggests."""

    control: ControlText
    links: tuple[LinkView, ...]
    owner: Person | None
    proposed: Person | None

    @property
    def role(self) -> str:
        """The role that usually answers for it, in words."""
        return str(Role(self.control.owner).label) if self.control.owner else ""


def choices_for(links: Sequence[LinkView]) -> list[ControlChoice]:
    """Controls of these links, each with a person proposed by role. Two queries."""
    texts = load_control_texts()
    by_control: dict[str, list[LinkView]] = {}
    for link in links:
        if link.link.control in texts:
            by_control.setdefault(link.link.control, []).append(link)
    duties = Duty.objects.filter(control__in=by_control).select_related("owner")
    owners = {duty.control: duty.owner for duty in duties}
    roles = {texts[control].owner for control in by_control}
    holders = holders_by_role(links[0].link.school_id, today(), roles) if links else {}
    return [
        ControlChoice(
            texts[control],
            tuple(group),
            owners.get(control),
            next(iter(holders.get(texts[control].owner, ())), None),
        )
        for control, group in by_control.items()
    ]


def start_with_links(sections: Iterable[SectionView]) -> list[LinkView]:
    """The best open suggestions for the eight controls with which to begin, in their order; at most
    three clauses for each, so that the page stays short."""
    ranks = {key: text.start_with for key, text in load_control_texts().items() if text.start_with}
    best = [
        clause.suggested[0]
        for section in sections
        for clause in section.clauses
        if clause.undecided
    ]
    wanted = [link for link in best if link.link.control in ranks]
    wanted.sort(key=lambda each: (ranks[each.link.control], -each.link.confidence))
    groups = groupby(wanted, key=lambda each: each.link.control)
    return [link for _, group in groups for link in list(group)[:3]]


def find_text(version: Version, text_id: UUID) -> ClauseText:
    """A clause's words in a version. Raises Http404."""
    found = ClauseText.objects.filter(version=version).select_related("clause")
    text: ClauseText = get_object_or_404(found, pk=text_id)
    return text


def find_link(version: Version, link_id: UUID) -> Link:
    """A link of a clause that the version has. Raises Http404."""
    found = Link.objects.filter(clause__texts__version=version).select_related("clause")
    link: Link = get_object_or_404(found, pk=link_id)
    return link


def links_of(version: Version, wanted: Iterable[str]) -> list[Link]:
    """Those of the links with these ids whose clause the version has."""
    found = Link.objects.filter(clause__texts__version=version, pk__in=list(wanted))
    return list(found.select_related("clause"))


def find_step(school: School, step_id: UUID) -> ReviewStep:
    """One act of a review. Raises Http404."""
    found = ReviewStep.objects.filter(school=school).select_related("version")
    step: ReviewStep = get_object_or_404(found, pk=step_id)
    return step


def _clauses(version: Version) -> list[ClauseView]:
    texts = ClauseText.objects.filter(version=version).select_related("clause").order_by("position")
    links: dict[object, list[Link]] = {}
    found = Link.objects.filter(clause__texts__version=version).select_related("clause")
    for link in found.order_by("-confidence", "control"):
        links.setdefault(link.clause_id, []).append(link)
    return [
        ClauseView(text, tuple(_link_view(link, text) for link in links.get(text.clause_id, ())))
        for text in texts
    ]


def _link_view(link: Link, text: ClauseText) -> LinkView:
    known = load_control_texts().get(link.control)
    return LinkView(
        link=link,
        title=known.title if known is not None else link.control,
        sureness=sureness(link.confidence),
        standing=standing(link),
        suspect=is_suspect(link, text),
        confident=is_confident(link),
        words=f"{text.lead_in} {text.text}".strip(),
    )
