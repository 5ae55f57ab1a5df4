"""Which workers of this machine are alive, told by the operating system.

Each worker holds a lock on a file of its own in the data folder. A lock ends with its process,
however that ended, so the next worker knows at once whose jobs to put back, instead of waiting for
their leases to run out (which is how the jobs of other machines come back).
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
from pathlib import Path
from types import TracebackType
from uuid import uuid4


def _folder(data: Path) -> Path:
    return data / "run" / "workers"


class Presence:
    """This worker's name and lock; a context manager, so that a proper end removes the file."""

    def __init__(self, data: Path) -> None:
        self.name = f"{socket.gethostname()[:60]}-{uuid4().hex[:12]}"
        self._path = _folder(data) / f"{self.name}.lock"
        self._file: int | None = None

    def __enter__(self) -> Presence:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # Locked first, named afterwards: nobody can find the file while it is not locked.
        unnamed = self._path.with_suffix(".new")
        self._file = os.open(unnamed, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        unnamed.rename(self._path)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._path.unlink(missing_ok=True)
        if self._file is not None:
            os.close(self._file)


def dead_workers(data: Path) -> list[str]:
    """Names of workers of this machine that ended without saying so."""
    return [path.stem for path in sorted(_folder(data).glob("*.lock")) if not _locked(path)]


def forget(data: Path, names: list[str]) -> None:
    """Remove the files of dead workers, once their jobs were put back."""
    for name in names:
        (_folder(data) / f"{name}.lock").unlink(missing_ok=True)


def _locked(path: Path) -> bool:
    with contextlib.suppress(FileNotFoundError), path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False
    return True
