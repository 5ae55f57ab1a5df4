"""Puts a pack together: one ZIP file with every part and their hashes."""

from __future__ import annotations

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import groupby
from typing import BinaryIO

from django.template.loader import render_to_string

from candour.audit.checking import check_chain
from candour.audit.export import write_export
from candour.audit.models import Chain
from candour.files.queries import file_chunks
from candour.kit.clock import today
from candour.policy.models import EvidencePack
from candour.policy.pack.contents import Contents, file_name, gather, stored
from candour.policy.pack.records import as_csv, as_json
from candour.policy.pack.typeset import pack_pdf

# All members bear one date, so that equal contents give equal bytes.
_MOMENT = (1980, 1, 1, 0, 0, 0)


def build(pack: EvidencePack) -> BinaryIO:
    """The pack's bytes in a temporary file, read from its start; it goes when it is closed.
    Files are passed through piece by piece, so that no pack is ever wholly in memory."""
    contents = gather(pack, today())
    out = tempfile.TemporaryFile()  # noqa: SIM115 - whoever stores it closes it
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        hashes: dict[str, str] = {}
        for name, pieces in _members(contents):
            hashes[name] = _add(archive, name, pieces)
        _add_manifest(archive, contents, hashes)
    out.seek(0)
    return out


def _members(contents: Contents) -> Iterator[tuple[str, Iterable[bytes]]]:
    verified = _verified(contents)
    yield "evidence-pack.pdf", [pack_pdf(contents, verified)]
    yield "index.html", [_index(contents, verified)]
    yield "pack.css", [(files(__package__) / "pack.css").read_bytes()]
    for name, rows in contents.tables.items():
        yield f"records/{name}.csv", [as_csv(rows)]
        yield f"records/{name}.json", [as_json(rows)]
    for evidence in contents.files:
        yield file_name(evidence), file_chunks(stored(evidence))
    if contents.pack.with_names:
        yield "record-of-what-was-done.jsonl", _export(contents)


def _export(contents: Contents) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as export:
        write_export(contents.school, Chain.SCHOOL, export)
        export.seek(0)
        while piece := export.read(1 << 16):
            yield piece


def _verified(contents: Contents) -> str:
    """What the check of the school's chain says, in a sentence that names nobody."""
    verdict = check_chain(contents.school, Chain.SCHOOL)
    if verdict.ok:
        return (
            f"All {verdict.entries} entries of the record of what was done were checked on"
            f" {contents.day.day} {contents.day:%B %Y}: none was changed, added or taken out."
        )
    return (
        f"The record of what was done did not pass its check: {len(verdict.problems)} places do"
        " not fit. Ask the school about it."
    )


def _index(contents: Contents, verified: str) -> bytes:
    rows = contents.tables["clauses"]
    sections = [
        {"title": title, "rows": list(members)}
        for title, members in groupby(rows, key=lambda row: row["section"])
    ]
    names = [f"records/{name}.{kind}" for name in contents.tables for kind in ("csv", "json")]
    context = {"contents": contents, "sections": sections, "names": names, "verified": verified}
    return render_to_string("policy/pack_index.html", context).encode()


def _add(archive: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> str:
    """Write one member; its SHA-256 in hexadecimal."""
    digest = hashlib.sha256()
    member = zipfile.ZipInfo(name, _MOMENT)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    with archive.open(member, "w", force_zip64=True) as into:
        for piece in pieces:
            digest.update(piece)
            into.write(piece)
    return digest.hexdigest()


def _add_manifest(archive: zipfile.ZipFile, contents: Contents, hashes: dict[str, str]) -> None:
    pack = contents.pack
    about = {
        "school": contents.school.name,
        "period": [pack.starts_on.isoformat(), pack.ends_on.isoformat()],
        "made_on": contents.day.isoformat(),
        "names_people": pack.with_names,
        "handling": contents.handling,
        "sha256": hashes,
    }
    manifest = json.dumps(about, ensure_ascii=False, indent=1).encode()
    hashes = hashes | {"manifest.json": _add(archive, "manifest.json", [manifest])}
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(hashes.items()))
    _add(archive, "MANIFEST.txt", [lines.encode()])
