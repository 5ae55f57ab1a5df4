"""Reads a waiting upload outside any transaction, then hands it to the action that writes it.

Called by the job and, for small files, by the page that took the upload in. Safe to run twice or by
two processes at once: only the first to finish writes.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.core.cache import cache

from candour.files.queries import read_file
from candour.kit.access import Actor, Machine, Refused, allows
from candour.kit.clock import now
from candour.policy.actions.imports import fail_import, finish_import
from candour.policy.models import PolicyImport
from candour.policy.queries.imports import stuck_uploads
from candour.policy.reading import UnreadablePolicy
from candour.policy.reports.prepared import prepare

GONE = "The uploaded file is no longer there. Please upload it again."
BROKEN_OFF = (
    "Reading this file was broken off more than once. Save it again as a Word file or as text, "
    "then upload that."
)
GIVE_UP_AFTER = timedelta(hours=1)
_EVERY = 10


def read_import(import_id: UUID | str) -> PolicyImport:
    """Read a waiting upload and write its version, inside the school's scope. Returns the upload as
    it stands then: read, or failed with a plain sentence, its bytes destroyed."""
    held = PolicyImport.objects.select_related("file", "by", "school").get(pk=import_id)
    if held.status != PolicyImport.Status.WAITING:
        return held
    by = _reader(held)
    try:
        if held.file is None:
            raise UnreadablePolicy("missing", GONE)
        content = read_file(held.file)
        prepared = prepare(content, name=held.source_name, progress=_Progress(held.pk))
        return finish_import(by=by, started=held, prepared=prepared)
    except UnreadablePolicy as error:
        return fail_import(by=by, started=held, message=error.message)
    except Refused as refused:
        return fail_import(by=by, started=held, message=refused.reason)


def close_stuck() -> int:
    """Give up on uploads that have waited for an hour: each attempt to read them was broken off.
    Their bytes are destroyed like those of any file that cannot be read. Returns how many."""
    stuck = list(stuck_uploads(now() - GIVE_UP_AFTER))
    for held in stuck:
        fail_import(by=_reader(held), started=held, message=BROKEN_OFF)
    return len(stuck)


def _reader(held: PolicyImport) -> Actor:
    """Who reads an upload: whoever sent it, or the machine where they may no longer."""
    if held.by is not None and allows(held.by, "policy.import"):
        return held.by
    return Machine("import", held.school_id, frozenset({"policy.import", "files.store"}))


def pages_read(import_id: UUID | str) -> tuple[int, int]:
    """Pages done and pages in all of an upload being read; zeros while nothing is known. Kept in
    the cache, for it is of no use to anybody afterwards."""
    found = cache.get(_key(import_id)) or (0, 0)
    return int(found[0]), int(found[1])


class _Progress:
    """Notes how many pages were read, every tenth page."""

    def __init__(self, import_id: UUID) -> None:
        self.import_id = import_id

    def __call__(self, done: int, total: int) -> None:
        if done % _EVERY == 0:
            cache.set(_key(self.import_id), (done, total), timeout=600)


def _key(import_id: UUID | str) -> str:
    return f"policy-import-{import_id}"
