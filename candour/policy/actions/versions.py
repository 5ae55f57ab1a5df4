"""Versions of the policy: import one for review, adopt it, set it aside."""

from __future__ import annotations

from datetime import date

from candour.files.models import StoredFile
from candour.kit.access import Actor, Refused
from candour.kit.actions import action, record
from candour.kit.clock import today
from candour.kit.events import announce
from candour.people.models import Person
from candour.policy.actions.writing import ClauseWriter
from candour.policy.events import VersionAdopted
from candour.policy.models import Clause, ClauseText, Document, Link, Version
from candour.policy.queries.versions import base_version, next_number, twin_of, under_review
from candour.policy.reports.prepared import Prepared
from candour.policy.rules.versions import can_adopt, can_import
from candour.schools.models import School


@action(needs="policy.import")
def import_version(
    *,
    by: Actor,
    school: School,
    prepared: Prepared,
    file: StoredFile | None = None,
    note: str = "",
) -> Version:
    """A policy as read becomes a version to be looked at: its clauses, their words and suggested
    links, all or nothing. Clauses that an earlier version had keep their reference and links.

    Raises Refused when the school has these bytes already or looks at another version.
    """
    document = _the_policy(school, Document.Kind.SOCIAL_MEDIA.label)
    reading = prepared.reading
    twin = twin_of(document, reading.source.sha256)
    can_import(twin, under_review(document)).insist()
    version = Version.objects.create(
        school=school,
        document=document,
        number=next_number(document),
        file=file,
        sha256=reading.source.sha256,
        source_name=reading.source.name[:255],
        pages=reading.source.pages,
        text=reading.text,
        furniture=[
            {"kind": each.kind, "text": each.text, "start": each.start, "end": each.end}
            for each in reading.furniture
        ],
        warnings=[
            {"code": each.code, "message": each.message, "start": each.start, "end": each.end}
            for each in reading.warnings
        ],
        note=note[:500],
        created_by=by if isinstance(by, Person) else None,
    )
    counts = ClauseWriter(version).write(base_version(document, version), prepared)
    record(
        "policy.version.imported",
        by=by,
        about=version,
        facts={
            "title": document.title,
            "number": version.number,
            "sha256": version.sha256,
            **counts,
        },
    )
    return version


@action(needs="policy.import")
def adopt_version(
    *,
    by: Actor,
    version: Version,
    approved_on: date,
    approved_by: str,
    review_on: date,
    note: str = "",
) -> Version:
    """Bring a version into force. In the same transaction the one before is replaced, what was
    decided about carried clauses takes effect, and clauses that are gone retire with their history.
    """
    document = Document.objects.select_for_update().get(pk=version.document_id)
    version = Version.objects.select_for_update().get(pk=version.pk)
    can_adopt(
        version,
        approved_on=approved_on,
        approved_by=approved_by,
        review_on=review_on,
        today=today(),
    ).insist()
    before = _replace(document)
    version.status, version.adopted_on = Version.Status.CURRENT, today()
    version.approved_on, version.approved_by = approved_on, approved_by.strip()[:200]
    version.note = note.strip()[:500] or version.note
    version.save(update_fields=["status", "adopted_on", "approved_on", "approved_by", "note"])
    document.review_on = review_on
    document.save(update_fields=["review_on"])
    _take_effect(document)
    retired = _retire_missing(document, version)
    announce(
        VersionAdopted(
            school_id=document.school_id,
            document=document.pk,
            version=version.pk,
            superseded=before.pk if before is not None else None,
        )
    )
    record(
        "policy.version.adopted",
        by=by,
        about=version,
        facts={
            "title": document.title,
            "number": version.number,
            "approved_on": approved_on.isoformat(),
            "approved_by": version.approved_by,
            "review_on": review_on.isoformat(),
            "retired": retired,
        },
    )
    return version


@action(needs="policy.import")
def discard_version(*, by: Actor, version: Version) -> Version:
    """Set a version aside: it stays in the history, and what was decided on it alone has no
    effect."""
    version = Version.objects.select_for_update().get(pk=version.pk)
    if version.status != Version.Status.REVIEW:
        raise Refused("Only a version that is being looked at can be set aside.")
    version.status = Version.Status.DISCARDED
    version.save(update_fields=["status"])
    Link.objects.filter(clause__document=version.document_id).exclude(pending_status="").update(
        pending_status="", pending_fingerprint="", pending_by=None, pending_at=None
    )
    record(
        "policy.version.discarded",
        by=by,
        about=version,
        facts={"title": version.document.title, "number": version.number},
    )
    return version


def _the_policy(school: School, title: str) -> Document:
    kind = Document.Kind.SOCIAL_MEDIA
    found = Document.objects.select_for_update().filter(kind=kind, retired_on=None).first()
    return found or Document.objects.create(school=school, kind=kind, title=title)


def _replace(document: Document) -> Version | None:
    """The version in force until now, no longer in force."""
    before = document.versions.filter(status=Version.Status.CURRENT).first()
    if before is not None:
        before.status = Version.Status.SUPERSEDED
        before.save(update_fields=["status"])
    return before


def _take_effect(document: Document) -> None:
    links = list(Link.objects.filter(clause__document=document).exclude(pending_status=""))
    for link in links:
        link.status, link.pending_status = link.pending_status, ""
        link.fingerprint, link.pending_fingerprint = link.pending_fingerprint, ""
        link.decided_by_id, link.pending_by_id = link.pending_by_id, None
        link.decided_at, link.pending_at = link.pending_at, None
    fields = ("status", "fingerprint", "decided_by", "decided_at")
    pending = ("pending_status", "pending_fingerprint", "pending_by", "pending_at")
    Link.objects.bulk_update(links, [*fields, *pending])


def _retire_missing(document: Document, version: Version) -> int:
    """Clauses without words in this version retire in it; those that came back are no longer
    retired."""
    here = ClauseText.objects.filter(version=version).values("clause")
    Clause.objects.filter(document=document, pk__in=here).update(retired_in=None)
    gone = Clause.objects.filter(document=document, retired_in=None).exclude(pk__in=here)
    Link.objects.filter(clause__in=gone, status=Link.Status.SUGGESTED).delete()
    return gone.update(retired_in=version)
