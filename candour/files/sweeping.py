"""Clears away files that no row knows: what a transaction that was undone, or a crash, left."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django_scopes import scopes_disabled

from candour.files.models import StoredFile
from candour.files.places import root

# Far longer than any request or job lives: a younger file may yet get its row.
OLD_ENOUGH = timedelta(hours=24)


def sweep_orphans(older_than: timedelta = OLD_ENOUGH) -> int:
    """Delete every file in the folder of stored files that is older than this and has no row, and
    every unfinished one. Returns how many were deleted."""
    limit = time.time() - older_than.total_seconds()
    removed = 0
    for folder in sorted(root().glob("*/*")):
        old = [path for path in folder.iterdir() if path.stat().st_mtime <= limit]
        kept = _with_rows(old)
        for path in old:
            if path.name not in kept:
                path.unlink(missing_ok=True)
                removed += 1
    return removed


def _with_rows(paths: list[Path]) -> set[str]:
    """The names of those files whose row exists, in the school whose folder they lie in."""
    names = {path.name: path.parent.parent.name for path in paths}
    with scopes_disabled():
        rows = StoredFile.objects.filter(id__in=[name for name in names if _is_id(name)])
        pairs = list(rows.values_list("id", "school_id"))
    return {str(row) for row, school in pairs if names[str(row)] == str(school)}


def _is_id(name: str) -> bool:
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False
