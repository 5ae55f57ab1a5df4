"""Where stored files lie, and how one is put there so that it survives a power cut."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings

from candour.kit.disk import sync_folder

# Names of files that are not finished yet; swept like any other file without a row.
DRAFT = ".part"


def root() -> Path:
    """The folder of all stored files."""
    return Path(settings.DATA) / "files"


def place(school_id: UUID, file_id: UUID) -> Path:
    """Where a file lies. Time-ordered ids begin alike for years, so files are spread over folders
    by the last two digits of the id, which are random."""
    return root() / str(school_id) / file_id.hex[-2:] / str(file_id)


def write_durably(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file under a draft's name, force it to disk, give it its name, force the name to
    disk. Leaves nothing when anything fails; raises OSError as the system does."""
    _make_folder(path.parent)
    draft = path.with_name(path.name + DRAFT)
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            for part in parts:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
        sync_folder(path.parent)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, each name forced to disk."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)
