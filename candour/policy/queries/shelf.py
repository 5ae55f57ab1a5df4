"""The document shelf: each document with its version in force, its review date and what is
missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from candour.kit.access import allows
from candour.people.models import Person, Role
from candour.policy.models import Document, Version
from candour.policy.rules.shelf import missing, review_state
from candour.schools.models import School

DRAFT_READERS = ("policy.import", "policy.links.confirm")
PUBLISHED = (Version.Status.CURRENT, Version.Status.SUPERSEDED)

# Those a social media policy leans on by name come first, then those it implies.
LEANED_ON: tuple[tuple[str, str], ...] = (
    (
        Document.Kind.CODE_OF_CONDUCT,
        "how staff and members behave, and what follows if they do not",
    ),
    (Document.Kind.ONLINE_SAFETY, "how the school keeps everybody safe online"),
    (Document.Kind.ANTI_BULLYING, "what happens when somebody is bullied, online too"),
    (Document.Kind.PHOTO_VIDEO, "whose picture may be taken and shown"),
    (Document.Kind.DATA_PROTECTION, "how personal details are looked after"),
    (Document.Kind.COMPLAINTS, "how a parent raises a complaint"),
    (Document.Kind.CHILD_PROTECTION, "what is done when a child may be at risk"),
    (Document.Kind.BEHAVIOUR, "what is expected of pupils, and what follows"),
    (Document.Kind.ALLEGATIONS, "what happens when there is a worry about an adult"),
    (Document.Kind.ACCEPTABLE_USE, "what people agree to before they use the school's devices"),
    (Document.Kind.RETENTION, "how long records are kept"),
    (Document.Kind.PRIVACY, "what the school tells people about their personal details"),
)

_WITHOUT_STAFF = (Role.PARENT, Role.PUPIL)
_LIGHT = ("text", "furniture", "warnings")


@dataclass(frozen=True)
class ShelfRow:
    """One document on the shelf: ``state`` is a key of ``ui.states`` for its review date;
    ``missing`` names in plain words what nobody has filled in (T-15)."""

    document: Document
    current: Version | None
    reviewing: Version | None
    state: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Offer:
    """A document that policies lean on and that is not on the shelf yet."""

    kind: str
    title: str
    why: str


def shelf(school: School, today: date) -> list[ShelfRow]:
    """Every document that is not retired: the policy first, then by kind and title. Two queries."""
    documents = Document.objects.filter(school=school, retired_on=None).select_related("owner")
    order = {kind: place for place, kind in enumerate(Document.Kind.values)}
    rows = [_row(document, today) for document in documents.prefetch_related(_live_versions())]
    return sorted(rows, key=lambda row: (order[row.document.kind], row.document.title))


def offers(rows: Sequence[ShelfRow]) -> list[Offer]:
    """The documents that policies lean on and that the shelf lacks."""
    there = {row.document.kind for row in rows}
    return [
        Offer(kind, str(Document.Kind(kind).label), why)
        for kind, why in LEANED_ON
        if kind not in there
    ]


def shelf_document(school: School, document_id: UUID, today: date) -> ShelfRow:
    """One document as on the shelf. Raises Http404."""
    found = Document.objects.filter(school=school).select_related("owner")
    document = get_object_or_404(found.prefetch_related(_live_versions()), pk=document_id)
    return _row(document, today)


def sees_drafts(person: Person) -> bool:
    """Whether this person may look at versions that are not in force yet, or never were."""
    return any(allows(person, may) for may in DRAFT_READERS)


def versions_of(document: Document, drafts: bool = True) -> QuerySet[Version]:
    """Versions of a document, newest first, without the text of any; only those that are or were
    in force unless ``drafts`` are asked for."""
    found = Version.objects.filter(document=document).select_related("file", "created_by")
    if not drafts:
        found = found.filter(status__in=PUBLISHED)
    return found.defer(*_LIGHT).order_by("-number")


def find_published(school: School, version_id: UUID, reader: Person) -> Version:
    """A version that this reader may see the file of. Raises Http404."""
    version = find_version(school, version_id)
    if version.status not in PUBLISHED and not sees_drafts(reader):
        raise Http404
    return version


def find_version(school: School, version_id: UUID) -> Version:
    """One version with its document. Raises Http404."""
    found = Version.objects.filter(school=school).select_related("document", "file", "school")
    version: Version = get_object_or_404(found, pk=version_id)
    return version


def possible_owners(school: School, today: date) -> QuerySet[Person]:
    """People who can answer for a document or a duty: here today, in any role but parent or
    pupil."""
    held = Q(roles_held__starts_on__lte=today) & (
        Q(roles_held__ends_on=None) | Q(roles_held__ends_on__gte=today)
    )
    working = Q(roles_held__role__in=[role for role in Role if role not in _WITHOUT_STAFF])
    people = Person.objects.filter(school=school).filter(Q(left_on=None) | Q(left_on__gt=today))
    return people.filter(held & working).distinct().order_by("family_name", "given_name")


def _row(document: Document, today: date) -> ShelfRow:
    live = list(document.versions.all())
    current = next((each for each in live if each.status == Version.Status.CURRENT), None)
    reviewing = next((each for each in live if each.status == Version.Status.REVIEW), None)
    state = review_state(document.review_on, today)
    return ShelfRow(document, current, reviewing, state, missing(document, current))


def _live_versions() -> Prefetch[Any]:
    live = (Version.Status.CURRENT, Version.Status.REVIEW)
    found = Version.objects.filter(status__in=live).select_related("file").defer(*_LIGHT)
    return Prefetch("versions", queryset=found)
