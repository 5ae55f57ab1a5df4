"""``candour setup``: a new school and its first headteacher, asked or by flags."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from candour.config import cli

if TYPE_CHECKING:
    from candour.people.models import Person

QUESTIONS = {
    "school": "What is the school called?",
    "slug": "Its address here, a short word such as larkfield:",
    "head_given": "First name of the headteacher:",
    "head_family": "Last name of the headteacher:",
    "head_email": "E-mail address of the headteacher:",
}


@dataclass(frozen=True)
class Answers:
    """What is to be set up; each field as a person gave it, without spaces around."""

    school: str
    slug: str
    head_given: str
    head_family: str
    head_email: str


def configure(parser: argparse.ArgumentParser) -> None:
    """One flag for each question, so that a script need not answer them."""
    parser.description = "Set up a new school and its first headteacher."
    parser.add_argument("--school", metavar="NAME", help="the school's name")
    parser.add_argument("--slug", help="its address: small letters, figures and hyphens")
    parser.add_argument("--head-given", metavar="NAME", help="the headteacher's first name")
    parser.add_argument("--head-family", metavar="NAME", help="the headteacher's last name")
    parser.add_argument("--head-email", metavar="ADDRESS", help="where their codes are sent")
    parser.add_argument("--no-input", action="store_true", help="ask nothing: fail instead")
    parser.add_argument(
        "--show-link",
        action="store_true",
        help="print a link that lets the headteacher in once, within the hour, without mail",
    )


def run(args: argparse.Namespace) -> int:
    """Returns 0 when the school is there, 1 where it may not be, 2 where an answer is missing."""
    given = {name: (getattr(args, name) or "").strip() for name in QUESTIONS}
    missing = [name for name, value in given.items() if not value]
    if missing and args.no_input:
        flags = ", ".join(f"--{name.replace('_', '-')}" for name in missing)
        cli.fail(f"Without questions these must be given: {flags}.")
        return 2
    given |= {name: _asked(QUESTIONS[name]) for name in missing}
    cli.start_django()
    from candour.kit.access import Refused

    try:
        _prepare()
        head, secret = _set_up(Answers(**given), show_link=args.show_link)
    except Refused as refused:
        return cli.fail(refused.reason)
    except OSError as error:
        return cli.fail(
            f"{error.filename or 'The data folder'} cannot be written: {error.strerror}."
        )
    _tell(head, secret)
    return 0


def _asked(question: str) -> str:
    """One answer from the keyboard; empty at the end of the input."""
    sys.stderr.write(f"{question} ")
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _prepare() -> None:
    """Master key (only where there is no data under another), tables, static files."""
    from django.conf import settings
    from django.core.management import call_command

    from candour.config.supervision.preflight import ensure_static
    from candour.keys.checks import assert_right_key
    from candour.keys.master import create_master

    Path(settings.DATA).mkdir(parents=True, exist_ok=True)
    if not Path(settings.KEY_FILE).exists():
        create_master()
    _say("Preparing the database")
    call_command("migrate", verbosity=0, interactive=False)
    assert_right_key()
    ensure_static()


def _set_up(answers: Answers, *, show_link: bool) -> tuple[Person, str]:
    """The school with its keys and its head, whole or not at all; the link's secret, if asked."""
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email
    from django.db import transaction
    from django_scopes import scope

    from candour.keys.actions import create_school_keys
    from candour.kit.access import Machine, Refused
    from candour.people.actions import add_first_head, make_sign_in_link
    from candour.schools.actions import create_school

    try:
        validate_email(answers.head_email)
    except ValidationError:
        raise Refused(f"'{answers.head_email}' is not an e-mail address in full.") from None
    with transaction.atomic():
        new = Machine("setup command", None, frozenset({"schools.create"}))
        school = create_school(by=new, slug=answers.slug, name=answers.school)
        may = frozenset({"keys.manage", "people.add_head"})
        by = Machine("setup command", school.pk, may)
        with scope(school=school):
            create_school_keys(by=by, school=school)
            head = add_first_head(
                by=by,
                school=school,
                given_name=answers.head_given,
                family_name=answers.head_family,
                email=answers.head_email,
            )
            return head, make_sign_in_link(by=by, person=head) if show_link else ""


def _tell(head: Person, secret: str) -> None:
    """Where to go now."""
    from django.conf import settings
    from django.urls import reverse

    home = (settings.CSRF_TRUSTED_ORIGINS or ["http://localhost:8000"])[0].rstrip("/")
    _say(f"{head.school.name} is set up. Start Candour with: candour serve")
    _say(f"Then {head.full_name} signs in at {home}{reverse('account_login')}")
    if secret:
        _say("or, once and within the hour, without any mail, with this link:")
        _say(f"  {home}{reverse('sign_in_link', args=[secret])}")
    _say("Make the recovery kit next: candour keys kit kit.pdf")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
