"""Versions of a document: their numbers, twins, the one in force, what changed between two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Max

from candour.policy.models import ClauseText, Document, Link, Version
from candour.policy.rules.review import is_suspect, standing
from candour.schools.models import School


def the_policy(school: School) -> Document | None:
    """The school's social media policy, if it is on the shelf."""
    kind = Document.Kind.SOCIAL_MEDIA
    return Document.objects.filter(school=school, kind=kind, retired_on=None).first()


def next_number(document: Document) -> int:
    """The number of the next version of a document."""
    highest: int | None = Version.objects.filter(document=document).aggregate(n=Max("number"))["n"]
    return (highest or 0) + 1


def twin_of(document: Document, sha256: str) -> Version | None:
    """The version with exactly these bytes, unless it was set aside."""
    if not sha256:
        return None
    found = Version.objects.filter(document=document, sha256=sha256)
    return found.exclude(status=Version.Status.DISCARDED).first()


def under_review(document: Document | None) -> Version | None:
    """The version that is being looked at, if there is one."""
    return Version.objects.filter(document=document, status=Version.Status.REVIEW).first()


def version_to_look_at(school: School) -> Version | None:
    """The version of the policy that waits to be looked at and adopted. One query."""
    found = Version.objects.filter(school=school, status=Version.Status.REVIEW)
    kind = Document.Kind.SOCIAL_MEDIA
    return found.filter(document__kind=kind).defer("text", "furniture", "warnings").first()


def in_force(document: Document | None) -> Version | None:
    """The version in force, if there is one."""
    return Version.objects.filter(document=document, status=Version.Status.CURRENT).first()


def base_version(document: Document, besides: Version | None = None) -> Version | None:
    """The version with which a new one is compared: the one in force, else the newest that was
    read."""
    others = Version.objects.filter(document=document).exclude(text="").order_by("-number")
    if besides is not None:
        others = others.filter(number__lt=besides.number)
    return others.filter(status=Version.Status.CURRENT).first() or others.first()


@dataclass(frozen=True)
class Pair:
    """A clause in two versions: ``old`` is None where it was added, ``new`` where it is gone."""

    old: ClauseText | None
    new: ClauseText | None
    links: tuple[Link, ...] = ()

    @property
    def suspect(self) -> bool:
        """Whether a confirmed link still waits for somebody to say that it is right."""
        return self.new is not None and any(is_suspect(link, self.new) for link in self.links)

    @property
    def confirmed(self) -> tuple[Link, ...]:
        """The links that stand, as they will be once the newer version is adopted."""
        return tuple(link for link in self.links if standing(link) == Link.Status.CONFIRMED)


@dataclass(frozen=True)
class Changes:
    """What a version changes: clauses in reading order."""

    before: Version | None
    changed: tuple[Pair, ...]
    added: tuple[Pair, ...]
    gone: tuple[Pair, ...]
    same: int


def changes(version: Version) -> Changes:
    """A version against the one before it, clause by clause. Four queries."""
    before = base_version(version.document, version)
    old = _texts(before)
    new = _texts(version)
    links: dict[object, list[Link]] = {}
    for link in Link.objects.filter(clause__document=version.document_id).order_by("-confidence"):
        links.setdefault(link.clause_id, []).append(link)
    pairs = [Pair(old.get(key), text, tuple(links.get(key, ()))) for key, text in new.items()]
    both = [pair for pair in pairs if pair.old is not None and pair.new is not None]
    changed = [pair for pair in both if _differ(pair)]
    return Changes(
        before=before,
        changed=tuple(changed),
        added=tuple(pair for pair in pairs if pair.old is None),
        gone=_gone(old, new, links),
        same=len(both) - len(changed),
    )


def _gone(
    old: Mapping[object, ClauseText],
    new: Mapping[object, ClauseText],
    links: Mapping[object, Sequence[Link]],
) -> tuple[Pair, ...]:
    return tuple(
        Pair(text, None, tuple(links.get(key, ()))) for key, text in old.items() if key not in new
    )


def _differ(pair: Pair) -> bool:
    return bool(pair.old and pair.new and pair.old.fingerprint != pair.new.fingerprint)


def _texts(version: Version | None) -> dict[object, ClauseText]:
    if version is None:
        return {}
    found = ClauseText.objects.filter(version=version).select_related("clause")
    return {text.clause_id: text for text in found.order_by("position")}
