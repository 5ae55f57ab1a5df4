"""The document shelf: add, change and retire documents, and put new versions of them on it."""

from __future__ import annotations

import hashlib
from datetime import date

from candour.files.actions import store_file
from candour.kit.access import Actor, Refused
from candour.kit.actions import action, record
from candour.kit.clock import today
from candour.kit.events import announce
from candour.people.models import Person
from candour.policy.events import RecordsChanged
from candour.policy.models import Document, Version
from candour.policy.queries.versions import next_number, twin_of
from candour.policy.rules.versions import can_import
from candour.schools.models import School


@action(needs="policy.shelf.manage")
def add_document(
    *,
    by: Actor,
    school: School,
    kind: str,
    title: str,
    owner: Person | None = None,
    owner_role: str = "",
    link: str = "",
    review_on: date | None = None,
) -> Document:
    """A new entry on the shelf. Raises Refused for a second social media policy."""
    if (
        kind == Document.Kind.SOCIAL_MEDIA
        and Document.objects.filter(kind=kind, retired_on=None).exists()
    ):
        raise Refused("Your social media policy is on the shelf already. Give it a new version.")
    document = Document.objects.create(
        school=school,
        kind=kind,
        title=title.strip(),
        owner=owner,
        owner_role=owner_role,
        link=link,
        review_on=review_on,
    )
    record("policy.document.added", by=by, about=document, facts={"title": document.title})
    _tell(document)
    return document


@action(needs="policy.shelf.manage")
def change_document(
    *,
    by: Actor,
    document: Document,
    title: str,
    owner: Person | None,
    owner_role: str,
    link: str,
    review_on: date | None,
) -> Document:
    """New particulars for a document; its versions are untouched."""
    document.title = title.strip()
    document.owner = owner
    document.owner_role = owner_role
    document.link = link
    document.review_on = review_on
    document.save(update_fields=["title", "owner", "owner_role", "link", "review_on"])
    record(
        "policy.document.changed",
        by=by,
        about=document,
        facts={"title": document.title, "review_on": review_on.isoformat() if review_on else ""},
    )
    _tell(document)
    return document


@action(needs="policy.shelf.manage")
def retire_document(*, by: Actor, document: Document) -> Document:
    """Take a document off the shelf; its versions and history stay. The policy itself stays too."""
    if document.kind == Document.Kind.SOCIAL_MEDIA:
        raise Refused("The social media policy stays on the shelf. Give it a new version instead.")
    if document.retired_on is not None:
        raise Refused("This document is off the shelf already.")
    document.retired_on = today()
    document.save(update_fields=["retired_on"])
    record("policy.document.retired", by=by, about=document, facts={"title": document.title})
    _tell(document)
    return document


@action(needs="policy.shelf.manage")
def restore_document(*, by: Actor, document: Document) -> Document:
    """Put a retired document back on the shelf."""
    if document.retired_on is None:
        raise Refused("This document is on the shelf.")
    document.retired_on = None
    document.save(update_fields=["retired_on"])
    record("policy.document.restored", by=by, about=document, facts={"title": document.title})
    _tell(document)
    return document


@action(needs="policy.shelf.manage")
def add_version(
    *,
    by: Actor,
    document: Document,
    content: bytes = b"",
    name: str = "",
    media_type: str = "application/octet-stream",
    link: str = "",
    approved_on: date | None = None,
    approved_by: str = "",
    note: str = "",
) -> Version:
    """A new edition of a document that the policy leans on, in force at once: a file or an address.

    The policy itself is imported instead, because its clauses have to be looked at first.
    """
    if document.kind == Document.Kind.SOCIAL_MEDIA:
        raise Refused(
            "Import a new version of the social media policy, so that its clauses are read."
        )
    if not content and not link:
        raise Refused("Choose a file, or enter the address where the document can be found.")
    sha256 = hashlib.sha256(content).hexdigest() if content else ""
    can_import(twin_of(document, sha256), None).insist()
    file = None
    if content:
        file = store_file(
            by=by, school=document.school, name=name, media_type=media_type, content=content
        )
    document.versions.filter(status=Version.Status.CURRENT).update(status=Version.Status.SUPERSEDED)
    version = Version.objects.create(
        school=document.school,
        document=document,
        number=next_number(document),
        status=Version.Status.CURRENT,
        file=file,
        sha256=sha256,
        source_name=name,
        link=link,
        approved_on=approved_on,
        approved_by=approved_by.strip(),
        adopted_on=today(),
        note=note.strip(),
        created_by=by if isinstance(by, Person) else None,
    )
    record(
        "policy.version.added",
        by=by,
        about=version,
        facts={"title": document.title, "number": version.number, "sha256": sha256},
    )
    _tell(document)
    return version


def _tell(document: Document) -> None:
    """What the shelf proves (that the policy and what it leans on are in date) is worked out
    anew."""
    announce(RecordsChanged(school_id=document.school_id, what="shelf"))
