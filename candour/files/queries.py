"""Reading stored files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django_scopes import scope

from candour.files.chunks import Damaged, decrypted
from candour.files.models import StoredFile
from candour.files.places import place
from candour.files.rules import identity
from candour.keys.queries import data_key
from candour.schools.models import School


def file_chunks(stored: StoredFile) -> Iterator[bytes]:
    """The bytes of a file in pieces of at most 64 KiB, each one authenticated before it is given.

    Raises Damaged where the file is missing, changed, moved or cut short.
    """
    try:
        with place(stored.school_id, stored.id).open("rb") as file:
            yield from decrypted(
                file,
                key_of=partial(data_key, stored.school_id),
                identity=identity(stored.school_id, stored.id),
            )
    except OSError:
        raise Damaged("the stored file cannot be read from disk") from None


def read_file(stored: StoredFile) -> bytes:
    """All bytes of a file at once; for files known to be small. Raises Damaged as above."""
    return b"".join(file_chunks(stored))


def missing_files(school: School) -> list[StoredFile]:
    """Rows whose file is not on disk; empty when all is well."""
    with scope(school=school):
        rows = StoredFile.objects.order_by("stored_at").iterator(chunk_size=2000)
        return [row for row in rows if not place(row.school_id, row.id).is_file()]
