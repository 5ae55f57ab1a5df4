"""An upload of the policy: stored durably first, read afterwards, written all at once.

``start_import`` commits the bytes and a row that names them. Reading happens without a transaction.
``finish_import`` writes the version with everything in it and closes the row in one transaction, so
whoever is killed in between leaves a row that the next reader picks up, and nothing half done.
"""

from __future__ import annotations

import hashlib

from candour.files.actions import discard_file, store_file
from candour.kit.access import Actor, Refused
from candour.kit.actions import action, record, unchanged
from candour.kit.clock import now
from candour.kit.events import announce
from candour.people.models import Person
from candour.policy.actions.versions import import_version
from candour.policy.events import UploadTaken
from candour.policy.models import PolicyImport, Version
from candour.policy.queries.versions import the_policy, twin_of, under_review
from candour.policy.reports.prepared import Prepared
from candour.policy.rules.versions import can_import
from candour.schools.models import School


@action(needs="policy.import")
def start_import(
    *, by: Actor, school: School, name: str, media_type: str, content: bytes
) -> PolicyImport:
    """Take an upload in: the file is on disk and the row committed when this returns.

    Raises Refused when the school has these bytes already or looks at another version.
    """
    if not content:
        raise Refused("This file is empty. Choose a file that has the policy's words in it.")
    _refuse_what_cannot_be(school, hashlib.sha256(content).hexdigest())
    file = store_file(by=by, school=school, name=name, media_type=media_type, content=content)
    started = PolicyImport.objects.create(
        school=school,
        file=file,
        source_name=name[:255],
        by=by if isinstance(by, Person) else None,
    )
    announce(UploadTaken(school_id=school.pk, upload=started.pk))
    record("policy.import.started", by=by, about=started, facts={"sha256": file.sha256})
    return started


@action(needs="policy.import")
def import_bytes(
    *, by: Actor, school: School, prepared: Prepared, content: bytes, media_type: str
) -> Version:
    """A policy that was read already (from the command line): file and version in one go."""
    _refuse_what_cannot_be(school, prepared.reading.source.sha256)
    name = prepared.reading.source.name
    file = store_file(by=by, school=school, name=name, media_type=media_type, content=content)
    return import_version(by=by, school=school, prepared=prepared, file=file)


@action(needs="policy.import")
def finish_import(*, by: Actor, started: PolicyImport, prepared: Prepared) -> PolicyImport:
    """The version, its clauses and links, and the end of the upload: one transaction."""
    held = PolicyImport.objects.select_for_update().get(pk=started.pk)
    if held.status != PolicyImport.Status.WAITING:
        unchanged()
        return held
    version = import_version(by=by, school=held.school, prepared=prepared, file=held.file)
    held.status, held.version, held.document = PolicyImport.Status.DONE, version, version.document
    held.finished_at = now()
    held.save()
    return held


@action(needs="policy.import")
def fail_import(*, by: Actor, started: PolicyImport, message: str) -> PolicyImport:
    """Say why an upload could not be read; its bytes are destroyed and nothing else is kept of
    it."""
    held = (
        PolicyImport.objects.select_for_update(of=("self",))
        .select_related("file")
        .get(pk=started.pk)
    )
    if held.status != PolicyImport.Status.WAITING:
        unchanged()
        return held
    file = held.file
    held.status, held.message, held.file = PolicyImport.Status.FAILED, message[:500], None
    held.finished_at = now()
    held.save()
    if file is not None and not Version.objects.filter(file=file).exists():
        discard_file(by=by, stored=file)
    record("policy.import.failed", by=by, about=held, facts={"why": held.message})
    return held


def _refuse_what_cannot_be(school: School, sha256: str) -> None:
    document = the_policy(school)
    if document is not None:
        can_import(twin_of(document, sha256), under_review(document)).insist()
