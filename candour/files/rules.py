"""What a stored file may be called and what binds its bytes to its row."""

from __future__ import annotations

import re
from uuid import UUID

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def identity(school_id: UUID, file_id: UUID) -> bytes:
    """What every chunk of a file is bound to: its school and its own id, 32 bytes."""
    return school_id.bytes + file_id.bytes


def safe_name(name: str) -> str:
    """A file's name without folders, control or direction characters, at most 255 characters with
    its ending kept; "file" where nothing is left."""
    last = _CONTROL.sub("", name.replace("\\", "/")).split("/")[-1].strip().strip(".")
    if len(last) > 255:
        stem, dot, ending = last.rpartition(".")
        ending = ending[:20] if dot else ""
        last = f"{(stem or last)[: 254 - len(ending)]}{dot}{ending}"
    return last or "file"
