"""Writes a chain as an export, signed with the school's key."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO
from uuid import UUID

from candour.audit.canonical import canonical, moment
from candour.audit.exports import pem, write_lines
from candour.audit.models import Chain
from candour.audit.queries import bodies, statements
from candour.keys.queries import signing_key, verifying_keys
from candour.keys.rules import key_id_of
from candour.kit import clock
from candour.schools.models import School


@dataclass(frozen=True)
class Opened:
    """An export in a temporary file, read from its start, with the name that it should bear."""

    file: BinaryIO
    name: str


def signed(school_id: UUID, statement: Mapping[str, Any]) -> dict[str, Any]:
    """A statement with the school's key id and its Ed25519 signature in hexadecimal, made over the
    canonical bytes of all other members."""
    key = signing_key(school_id)
    body = {name: value for name, value in statement.items() if name != "signature"}
    body["key_id"] = key_id_of(key.public)
    return {**body, "signature": key.private.sign(canonical(body)).hex()}


def write_export(school: School, chain: str, out: BinaryIO) -> dict[str, Any]:
    """Write one chain: header with public keys, checkpoints, entries, signed end. Returns the end.

    Personal parts are not in it: whoever is handed an export can check everything and learns
    nothing about people but what the facts say.
    """
    header = {
        "chain": chain,
        "keys": [pem(public) for public in verifying_keys(school.id)],
        "made_at": moment(clock.now()),
        "name": school.name,
        "school": str(school.id),
    }
    parts = (
        ("checkpoint", statements(school.id, chain)),
        ("entry", bodies(school.id, chain)),
    )
    return write_lines(out, header, parts, partial(signed, school.id))


def open_export(school: School, chain: str) -> Opened:
    """An export in a temporary file that goes when it is closed."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer to the request closes it
    write_export(school, chain, file)
    file.seek(0)
    ending = "" if chain == Chain.SCHOOL else f"-{chain}"
    return Opened(file, f"record-{school.slug}{ending}-{clock.today().isoformat()}.jsonl")
