"""Storing a file: encrypted and durable on disk before its row exists."""

from __future__ import annotations

import errno
import hashlib
import io
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from django.db import transaction
from django_scopes import scope

from candour.files.chunks import CHUNK, encrypted
from candour.files.models import StoredFile
from candour.files.places import place, write_durably
from candour.files.rules import identity, safe_name
from candour.keys.queries import current_data_key
from candour.kit.access import Actor, Refused
from candour.kit.actions import action, record
from candour.kit.ids import uuid7
from candour.schools.models import School


@action(needs="files.store")
def store_file(
    *, by: Actor, school: School, name: str, media_type: str, content: BinaryIO | bytes
) -> StoredFile:
    """Keep a file of this school, encrypted; never more than a few chunks of it are in memory.

    ``content`` is read from where it stands. The name loses folders and control characters.
    Raises Refused when the disk is full or cannot be written, and then leaves nothing; where the
    transaction is undone later, the nightly sweep removes the bytes.
    """
    source = io.BytesIO(content) if isinstance(content, bytes) else content
    file_id = uuid7()
    current = current_data_key(school.id)
    seen = _Seen()
    bound = identity(school.id, file_id)
    pieces = encrypted(
        seen.pieces(source), key=current.key, version=current.version, identity=bound
    )
    path = place(school.id, file_id)
    try:
        write_durably(path, pieces)
    except OSError as error:
        raise Refused(_sentence(error)) from error
    try:
        return _add_row(by, school, StoredFile(id=file_id, name=name, media_type=media_type), seen)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


@action(needs="files.store")
def discard_file(*, by: Actor, stored: StoredFile) -> None:
    """Take back a file that nothing came to use: the row now, the bytes once that is committed (or
    in the nightly sweep, should the process be killed in between). Raises ProtectedError where a
    record points to it."""
    path = place(stored.school_id, stored.id)
    about, facts = stored.pk, {"size": stored.size, "sha256": stored.sha256}
    with scope(school=stored.school_id):
        StoredFile.objects.filter(pk=about).delete()
    transaction.on_commit(partial(path.unlink, missing_ok=True))
    record("files.file.discarded", by=by, about=stored, facts=facts)


def _add_row(by: Actor, school: School, row: StoredFile, seen: _Seen) -> StoredFile:
    row.school, row.name, row.media_type = school, safe_name(row.name), row.media_type[:100]
    row.size, row.sha256 = seen.size, seen.digest.hexdigest()
    with scope(school=school):
        row.save(force_insert=True)
    record("files.file.stored", by=by, about=row, facts={"size": row.size, "sha256": row.sha256})
    return row


class _Seen:
    """Counts and hashes what passes through on its way to the cipher."""

    def __init__(self) -> None:
        self.size = 0
        self.digest = hashlib.sha256()

    def pieces(self, source: BinaryIO) -> Iterator[bytes]:
        """The source in pieces of CHUNK bytes each, but for the last."""
        held = bytearray()
        while piece := source.read(CHUNK):
            self.size += len(piece)
            self.digest.update(piece)
            held += piece
            while len(held) >= CHUNK:
                yield bytes(held[:CHUNK])
                del held[:CHUNK]
        if held:
            yield bytes(held)


def _sentence(error: OSError) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return "The disk is full, so the file was not kept. Ask your technician to make room."
    return "The file could not be written to disk, so it was not kept. Ask your technician."
