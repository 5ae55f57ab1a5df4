"""``candour keys``: the recovery kit, new keys, and bringing the master key back."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from candour.config.cli import fail, start_django

if TYPE_CHECKING:
    from candour.kit.access import Machine


def configure(parser: argparse.ArgumentParser) -> None:
    """The words that follow ``candour keys``."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="kit|rotate|recover")
    kit = verbs.add_parser("kit", help="make a recovery kit to print, or prove that it was printed")
    what = kit.add_mutually_exclusive_group(required=True)
    what.add_argument("out", nargs="?", type=Path, help="the PDF to write")
    what.add_argument("--prove", action="store_true", help="type the printed parts back")
    rotate = verbs.add_parser("rotate", help="change the master key, or the keys of one school")
    rotate.add_argument("--school", default="", metavar="SLUG", help="this school's keys instead")
    rotate.add_argument("--signing", action="store_true", help="its signing key, not its data key")
    verbs.add_parser("recover", help="write the master key again from two parts of the kit")


def run(args: argparse.Namespace) -> int:
    """Returns 0 when done, 1 with a sentence when not."""
    start_django()
    from candour.kit.access import Refused

    verbs = {"kit": _prove if getattr(args, "prove", False) else _kit}
    act = {**verbs, "rotate": _rotate, "recover": _recover}[args.verb]
    try:
        return act(args)
    except Refused as refused:
        return fail(refused.reason)
    except FileExistsError as there:
        return fail(f"{there.filename} is there already; it was left as it is.")
    except OSError as error:
        return fail(f"{error.filename or 'The file'} cannot be written: {error.strerror}.")


def _by() -> Machine:
    from candour.kit.access import Machine

    return Machine("keys command", None, frozenset({"keys.manage"}))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _kit(args: argparse.Namespace) -> int:
    from django.conf import settings

    from candour.keys.actions import make_recovery_kit
    from candour.keys.printing import kit_pdf

    # The file is made first, readable by this account alone, so that no kit is made in vain.
    handle = os.open(args.out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        try:
            out.write(kit_pdf(make_recovery_kit(by=_by()), place=str(settings.DATA)))
        except BaseException:
            args.out.unlink()
            raise
    _say(f"Written to {args.out}. Print it, then run: candour keys kit --prove")
    _say("After that, delete the file. The older kit stays valid until then.")
    return 0


def _prove(_: argparse.Namespace) -> int:
    from candour.keys.actions import prove_recovery_part

    while True:
        typed = _typed("Type one part, as printed (an empty line stops): ")
        if not typed:
            return fail("The kit is not proved yet: a part of it was not typed back.")
        number, left = prove_recovery_part(by=_by(), typed=typed)
        if not left:
            _say(f"Part {number} is right. The kit is proved. Delete the file that you printed.")
            return 0
        _say(f"Part {number} is right. Still to be typed: {', '.join(map(str, left))}.")


def _typed(prompt: str) -> str:
    """One line from the keyboard, never from the command line, which others can see."""
    sys.stderr.write(prompt)
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _rotate(args: argparse.Namespace) -> int:
    from candour.keys.actions import rotate_data_key, rotate_master, rotate_signing_key
    from candour.schools.models import School

    if not args.school:
        if args.signing:
            return fail("Say whose signing key: --school SLUG.")
        _say(f"The master key was changed; its id is {rotate_master(by=_by())}.")
        _say("The printed kit stays valid. Restart Candour: everybody signs in again.")
        return 0
    school = School.objects.filter(slug=args.school).first()
    if school is None:
        return fail("There is no such school.")
    rotate = rotate_signing_key if args.signing else rotate_data_key
    _say(f"Done. The key in use is now version {rotate(by=_by(), school=school)}.")
    return 0


def _recover(_: argparse.Namespace) -> int:
    from candour.keys.actions import recover_master

    parts = [_typed(f"Type the {which} part, as printed: ") for which in ("first", "second")]
    _say(f"The master key is back; its id is {recover_master(by=_by(), parts=parts)}.")
    return 0
