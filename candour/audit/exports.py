"""The form of an export: JSON Lines of a header, the checkpoints, the entries and a signed end.
Imports no Django; see ``docs/audit-trail.md``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

from candour.audit.canonical import canonical
from candour.audit.verification import Verdict, signature_holds, verify_entries

FORMAT = "candour audit export 1"
_LONGEST_LINE = 4 * 1024 * 1024


class Unreadable(ValueError):
    """A file that is no audit export at all; the text says why in one sentence."""


def pem(public: bytes) -> str:
    """A public key (32 bytes) as the PEM text that openssl reads."""
    key = Ed25519PublicKey.from_public_bytes(public)
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")


def key_id_of(public: bytes) -> str:
    """Names a public key: the first 16 hexadecimal digits of the SHA-256 of its 32 bytes."""
    return hashlib.sha256(public).hexdigest()[:16]


def public_keys_of(header: Mapping[str, Any]) -> dict[str, bytes]:
    """The public keys that a header carries, by the id that each one really has."""
    found = {}
    for text in header.get("keys", []):
        key = load_pem_public_key(str(text).encode("ascii"))
        if isinstance(key, Ed25519PublicKey):
            public = key.public_bytes_raw()
            found[key_id_of(public)] = public
    return found


def write_lines(
    out: BinaryIO,
    header: Mapping[str, Any],
    parts: Iterable[tuple[str, Iterable[Mapping[str, Any]]]],
    sign: Callable[[Mapping[str, Any]], dict[str, Any]],
) -> dict[str, Any]:
    """Write an export; ``parts`` are pairs of the kind of line and its members, and ``sign`` adds
    key id and signature to the end, which is returned."""
    hashed = hashlib.sha256()
    counts: dict[str, int] = {}

    def put(kind: str, members: Mapping[str, Any]) -> None:
        line = canonical({**members, "line": kind}) + b"\n"
        hashed.update(line)
        out.write(line)
        counts[kind] = counts.get(kind, 0) + 1

    put("header", {**header, "format": FORMAT})
    for kind, rows in parts:
        for row in rows:
            put(kind, row)
    end = {
        "line": "end",
        "entries": counts.get("entry", 0),
        "checkpoints": counts.get("checkpoint", 0),
        "sha256": hashed.hexdigest(),
    }
    signed = sign(end)
    out.write(canonical(signed) + b"\n")
    return signed


class _Reader:
    """Reads an export line by line and notes what is wrong with its form."""

    def __init__(self, file: BinaryIO, verdict: Verdict) -> None:
        self.file, self.verdict = file, verdict
        self.hashed = hashlib.sha256()
        self.counts = {"entry": 0, "checkpoint": 0}
        self.end: dict[str, Any] | None = None
        self.held: dict[str, Any] | None = None
        self.number = 0

    def line(self) -> dict[str, Any] | None:
        """The next line, or None at the end of the file; an empty one for what is no JSON."""
        raw = self.file.readline(_LONGEST_LINE)
        if not raw:
            return None
        self.number += 1
        try:
            members = json.loads(raw)
            exact = isinstance(members, dict) and canonical(members) + b"\n" == raw
        except (ValueError, TypeError, RecursionError):
            members, exact = {}, False
        if not exact:
            self.verdict.add(0, f"Line {self.number} is not byte for byte as it was written.")
        if not isinstance(members, dict):
            members = {}
        if members.get("line") != "end":
            self.hashed.update(raw)
        return members

    def checkpoints(self) -> Iterator[dict[str, Any]]:
        """The checkpoints, which stand before the entries."""
        while (members := self.line()) is not None:
            if members.get("line") != "checkpoint":
                self.held = members
                return
            self.counts["checkpoint"] += 1
            yield _without_line(members)

    def entries(self) -> Iterator[dict[str, Any]]:
        """The entries, up to the end of the file."""
        while (members := self._next()) is not None:
            kind = members.get("line")
            if self.end is not None:
                self.verdict.add(0, "Something was added after the end of the export.")
            if kind == "end":
                self.end = members
            elif kind == "entry":
                self.counts["entry"] += 1
                yield _without_line(members)
            else:
                self.verdict.add(0, f"Line {self.number} stands where an entry should be.")

    def _next(self) -> dict[str, Any] | None:
        held, self.held = self.held, None
        return held or self.line()


def _without_line(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if name != "line"}


def verify_export(
    file: BinaryIO, outside: Iterable[Mapping[str, Any]] = (), fingerprint: str = ""
) -> tuple[Verdict, dict[str, Any]]:
    """Check an export, and give the verdict with its header.

    ``outside`` are checkpoints kept elsewhere: they show whether newer entries were cut off.
    ``fingerprint`` is the id of a key that the reader knows to be the school's; without it the
    export's own keys are believed. Raises Unreadable for a file that is no export.
    """
    verdict = Verdict()
    reader = _Reader(file, verdict)
    header = reader.line()
    if header is None or (header.get("line"), header.get("format")) != ("header", FORMAT):
        raise Unreadable("This file is not an audit export, or its beginning was changed.")
    try:
        keys = public_keys_of(header)
    except (ValueError, TypeError):
        keys = {}
    if fingerprint and fingerprint not in keys:
        verdict.add(0, f"The export does not carry the key {fingerprint}.")
    known = [each for each in outside if each.get("chain") == header.get("chain")]
    found = verify_entries(
        _of_this(reader.entries(), header, verdict), [*reader.checkpoints(), *known], keys
    )
    _check_end(reader, keys, verdict)
    found.problems = found.problems + verdict.problems
    return found, header


def _of_this(
    entries: Iterable[dict[str, Any]], header: Mapping[str, Any], verdict: Verdict
) -> Iterator[dict[str, Any]]:
    """The entries, each one compared with what the header says the export is of."""
    for body in entries:
        if (body.get("school"), body.get("chain")) != (header.get("school"), header.get("chain")):
            verdict.add(0, "An entry is of another school or chain than the export says.")
        yield body


def _check_end(reader: _Reader, keys: Mapping[str, bytes], verdict: Verdict) -> None:
    """The end says how many lines there were and signs what they hash to."""
    end = reader.end
    if end is None:
        verdict.add(0, "The export has no end: it was cut off.")
        return
    holds, why = signature_holds(end, keys)
    if not holds:
        verdict.add(0, f"The end of the export {why}.")
    if end.get("sha256") != reader.hashed.hexdigest():
        verdict.add(0, "The export is not byte for byte as it was written.")
    if {name: end.get(name) for name in ("entries", "checkpoints")} != {
        "entries": reader.counts["entry"],
        "checkpoints": reader.counts["checkpoint"],
    }:
        verdict.add(0, "The export does not hold as many lines as its end says.")


def read_checkpoints(path: Path) -> list[dict[str, Any]]:
    """The checkpoints of a file kept outside the database, one a line. A last line that a power
    cut left unfinished is passed over. Raises Unreadable for any other line that is none."""
    found = []
    lines = path.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines):
        try:
            if line:
                found.append(dict(json.loads(line)))
        except (ValueError, TypeError):
            if number != len(lines) - 1:
                raise Unreadable(f"Line {number + 1} of {path.name} is no checkpoint.") from None
    return found
