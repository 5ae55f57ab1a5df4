"""``candour evidence pack OUT``: the evidence pack, written to a file."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any


def configure(parser: argparse.ArgumentParser) -> None:
    """Words that the command takes."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="pack")
    pack = verbs.add_parser(
        "pack",
        help="write the evidence pack",
        epilog="example: candour evidence pack pack.zip --without-names",
    )
    pack.add_argument("out", metavar="OUT", type=Path, help="the ZIP file to write")
    pack.add_argument("--school", default="", metavar="SLUG", help="which school (if several)")
    pack.add_argument("--from", dest="starts", type=_day, metavar="DATE", help="2026-09-01")
    pack.add_argument("--to", dest="ends", type=_day, metavar="DATE", help="2027-08-31")
    pack.add_argument("--without-names", action="store_true", help="name nobody")


def run(args: argparse.Namespace) -> int:
    """Write the pack. Returns 1, with a plain sentence, where it cannot be."""
    from candour.config.cli import fail, start_django

    start_django()
    from candour.kit.access import Refused

    if args.out.exists():
        return fail(f"{args.out} is there already; name another file.")
    try:
        _write(args)
    except Refused as refused:
        return fail(refused.reason)
    except OSError as error:
        args.out.unlink(missing_ok=True)
        return fail(f"{args.out} could not be written: {error.strerror}.")
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        wrong = f"{text!r} is not a day; write it like 2026-09-01"
        raise argparse.ArgumentTypeError(wrong) from None


def _write(args: argparse.Namespace) -> None:
    from django_scopes import scope

    from candour.kit.access import Machine
    from candour.kit.clock import today
    from candour.policy.actions.packs import ask_pack, finish_pack
    from candour.policy.pack.archive import build
    from candour.schools.calendar import academic_year_start

    school = _school(args.school)
    by = Machine("command line", school.pk, frozenset({"policy.pack.export", "files.store"}))
    with scope(school=school):
        ends = args.ends or today()
        pack = ask_pack(
            by=by,
            school=school,
            starts_on=args.starts or academic_year_start(ends),
            ends_on=ends,
            with_names=not args.without_names,
        )
        with build(pack) as content, args.out.open("xb") as out:
            while piece := content.read(1 << 16):
                out.write(piece)
            content.seek(0)
            finish_pack(by=by, pack=pack, content=content)


def _school(slug: str) -> Any:
    from candour.kit.access import Refused
    from candour.schools.queries import schools

    known = schools()
    found = [each for each in known if each.slug == slug] if slug else known
    if len(found) == 1:
        return found[0]
    if not known:
        raise Refused("There is no school here yet.")
    raise Refused("Name one school with --school: " + ", ".join(each.slug for each in known))
