"""``candour audit``: check the audit trail, in the database or in an export; write an export."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from candour.config.cli import fail, start_django

if TYPE_CHECKING:
    from candour.audit.verification import Verdict
    from candour.schools.models import School


def configure(parser: argparse.ArgumentParser) -> None:
    """The words that follow ``candour audit``."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="verify|export")
    verify = verbs.add_parser("verify", help="check an export, or the trail in the database")
    verify.add_argument("export", nargs="?", type=Path, help="an export; without it, the database")
    verify.add_argument(
        "--checkpoint", type=Path, metavar="FILE", help="checkpoints kept outside the database"
    )
    verify.add_argument("--key", default="", metavar="ID", help="the id of the school's key")
    verify.add_argument("--school", default="", metavar="SLUG", help="one school of the database")
    verify.add_argument("--json", action="store_true", help="the answer as JSON")
    export = verbs.add_parser("export", help="write a chain to a file that anybody can check")
    export.add_argument("out", type=Path, help="the file to write")
    export.add_argument("--school", required=True, metavar="SLUG")
    export.add_argument("--sealed", action="store_true", help="the sealed chain")


def run(args: argparse.Namespace) -> int:
    """Returns 0 where all is whole (or written), 1 where not."""
    if args.verb == "export":
        return _export(args)
    return _verify_export(args) if args.export else _verify_database(args)


def _verify_export(args: argparse.Namespace) -> int:
    """Check an export without settings, database or Django."""
    from candour.audit.exports import Unreadable, read_checkpoints, verify_export

    try:
        outside = read_checkpoints(args.checkpoint) if args.checkpoint else []
        with args.export.open("rb") as file:
            verdict, header = verify_export(file, outside, args.key)
    except Unreadable as trouble:
        return fail(str(trouble))
    except (OSError, UnicodeDecodeError):
        return fail("The export or the checkpoints cannot be read.")
    return _answer([(f"{header.get('name')}, {header.get('chain')} chain", verdict)], args.json)


def _verify_database(args: argparse.Namespace) -> int:
    start_django()
    from candour.audit.checking import check_chain
    from candour.audit.exports import Unreadable, read_checkpoints
    from candour.audit.models import Chain
    from candour.kit.access import Refused

    found = []
    try:
        also = read_checkpoints(args.checkpoint) if args.checkpoint else []
        for school in _schools(args.school):
            for chain in Chain.values:
                verdict = check_chain(school, chain, also=also)
                found.append((f"{school.name}, {chain} chain", verdict))
    except Refused as refused:
        return fail(refused.reason)
    except (Unreadable, OSError, UnicodeDecodeError):
        return fail("The checkpoints cannot be read.")
    if not found:
        return fail("There is no such school." if args.school else "There is no school yet.")
    return _answer(found, args.json)


def _schools(slug: str) -> Iterator[School]:
    from candour.schools.models import School

    rows = School.objects.order_by("slug")
    yield from rows.filter(slug=slug) if slug else rows


def _answer(found: list[tuple[str, Verdict]], as_json: bool) -> int:
    """Say what was found; 0 where nothing is wrong."""
    if as_json:
        sys.stdout.write(
            json.dumps([_plain(of, verdict) for of, verdict in found], indent=2) + "\n"
        )
    for of, verdict in found if not as_json else []:
        state = "whole" if verdict.ok else "NOT as it was written"
        keys = ", ".join(sorted(verdict.keys)) or "no key yet"
        sys.stdout.write(
            f"{of}: {state}. {verdict.entries} entries and {verdict.checkpoints} signed"
            f" checkpoints checked; signed with {keys}.\n"
        )
        for problem in verdict.problems:
            sys.stdout.write(f"  {problem.sentence}\n")
    return 0 if all(verdict.ok for _, verdict in found) else 1


def _plain(of: str, verdict: Verdict) -> dict[str, Any]:
    return {
        "of": of,
        "ok": verdict.ok,
        "entries": verdict.entries,
        "checkpoints": verdict.checkpoints,
        "keys": sorted(verdict.keys),
        "problems": [{"at": p.sequence, "sentence": p.sentence} for p in verdict.problems],
    }


def _export(args: argparse.Namespace) -> int:
    start_django()
    from candour.audit.actions import export_sealed_trail, export_trail
    from candour.kit.access import Machine, Refused

    school = next(_schools(args.school), None)
    if school is None:
        return fail("There is no such school.")
    by = Machine("audit export", school.id, frozenset({"audit.read", "audit.read_sealed"}))
    try:
        export = export_sealed_trail if args.sealed else export_trail
        opened = export(by=by, school=school)
        with opened.file as source, args.out.open("xb") as out:
            while piece := source.read(1 << 20):
                out.write(piece)
    except Refused as refused:
        return fail(refused.reason)
    except FileExistsError:
        return fail(f"{args.out} is there already; it was left as it is.")
    except OSError as error:
        return fail(f"{args.out} cannot be written: {error.strerror}.")
    sys.stdout.write(f"Written to {args.out}. Check it with: candour audit verify {args.out}\n")
    return 0
