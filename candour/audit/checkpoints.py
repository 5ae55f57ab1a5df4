"""Checkpoints outside the database: one file a chain, to which lines are only ever added.

A copy of it on another machine, or a printed line of it, shows later whether entries were cut off.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from candour.audit.canonical import canonical
from candour.audit.exports import read_checkpoints
from candour.audit.models import Chain, Checkpoint
from candour.audit.rules import statement_of
from candour.schools.models import School


def outside_file(school: School, chain: str) -> Path:
    """Where a chain's checkpoints are kept outside the database."""
    ending = "" if chain == Chain.SCHOOL else f".{chain}"
    return Path(settings.DATA) / "checkpoints" / f"{school.slug}{ending}.jsonl"


def newest_outside(school: School, chain: str) -> int:
    """The sequence of the newest checkpoint outside the database; 0 where there is none."""
    path = outside_file(school, chain)
    kept = read_checkpoints(path) if path.is_file() else []
    return max((int(each.get("sequence", 0)) for each in kept), default=0)


def append_outside(school: School, chain: str, checkpoints: Iterable[Checkpoint]) -> None:
    """Add checkpoints to the file and force it to disk."""
    path = outside_file(school, chain)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    lines = b"".join(canonical(statement_of(each)) + b"\n" for each in checkpoints)
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "rb+") as file:
        _end_the_last_line(file.fileno())
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())


def _end_the_last_line(handle: int) -> None:
    """A power cut may have left the last line unfinished: what follows begins on a new one."""
    size = os.fstat(handle).st_size
    if size and os.pread(handle, 1, size - 1) != b"\n":
        os.ftruncate(handle, _last_break(handle, size))


def _last_break(handle: int, size: int) -> int:
    """Where the last whole line ends (checkpoints are far shorter than 4,096 bytes)."""
    start = max(0, size - 4096)
    return start + os.pread(handle, size - start, start).rfind(b"\n") + 1
