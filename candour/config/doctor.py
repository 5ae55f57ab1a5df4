"""What is wrong with an installation, and what to do about each thing.

A finding names no person and no child, so that it may be shown to a technician or sent on.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.checks import run_checks
from django.core.checks.messages import WARNING
from django.db import DatabaseError, connection
from django_scopes import scope

from candour.audit.checking import check_chain
from candour.audit.models import Chain
from candour.config.supervision.preflight import NotReady, check_database, check_key
from candour.files.queries import missing_files
from candour.keys.checks import key_problems
from candour.kit.access import Refused
from candour.people.models import Role
from candour.people.queries import holders
from candour.schools.models import School
from candour.schools.queries import schools
from candour.work.queries import failed_jobs, last_pulse

LEAST_FREE = 1024**3


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: ``code`` for programs, ``what`` and ``do`` in plain sentences."""

    code: str
    what: str
    do: str


def examine() -> list[Finding]:
    """Everything that is wrong, in the order in which to mend it."""
    found = list(_folder())
    try:
        check_database()
    except NotReady as trouble:
        return [*found, Finding("database", str(trouble), "Mend this first, then ask again.")]
    for part in (_keys, _sqlite, _work, _mail, _settings):
        found += part()
    for school in schools():
        with scope(school=school):
            found += _school(school)
    return found


def _folder() -> Iterator[Finding]:
    data = Path(settings.DATA)
    if not data.is_dir():
        yield Finding("folder", f"There is no data folder at {data}.", "Run candour setup.")
        return
    if not os.access(data, os.W_OK):
        yield Finding("folder", f"{data} cannot be written to.", "Give it to Candour's own user.")
    free = shutil.disk_usage(data).free
    if free < LEAST_FREE:
        yield Finding(
            "disk",
            f"Only {free // 1024**2} MB are free where the data lie.",
            "Free some space: Candour refuses to store what it cannot store whole.",
        )
    key = Path(settings.KEY_FILE)
    if key.exists() and key.stat().st_mode & 0o077:
        yield Finding("key-mode", "Others can read the master key.", f"Run: chmod 600 {key}")


def _keys() -> Iterator[Finding]:
    try:
        check_key()
    except NotReady as trouble:
        yield Finding("key", str(trouble), "Nothing starts before the right key is there.")
        return
    for problem in key_problems():
        yield Finding("key", problem, "See docs/keys.md.")


def _sqlite() -> Iterator[Finding]:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
    if (journal, synchronous) != ("wal", 2):
        yield Finding(
            "sqlite",
            "The database does not force what it stores to disk.",
            "Start Candour with its own settings, and no others.",
        )


def _work() -> Iterator[Finding]:
    if last_pulse().word != "ok":
        yield Finding(
            "work",
            "No background work has been seen lately.",
            "Run candour serve, or candour work where it runs by itself.",
        )
    failed = failed_jobs().count()
    if failed:
        yield Finding(
            "jobs",
            f"{failed} pieces of background work failed for good.",
            "Look at the log for 'gave up', mend the cause, and tell whoever supports you.",
        )


def _mail() -> Iterator[Finding]:
    if settings.EMAIL_BACKEND.endswith("smtp.EmailBackend") and settings.EMAIL_HOST == "localhost":
        yield Finding(
            "mail",
            "No mail server is named, so sign-in codes may not arrive.",
            "Set CANDOUR_MAIL_HOST and the others of docs/installation.md.",
        )


def _settings() -> Iterator[Finding]:
    outside = [host for host in settings.ALLOWED_HOSTS if host not in ("localhost", "127.0.0.1")]
    if outside and not settings.HTTPS:
        yield Finding(
            "https",
            f"Pages are served to {', '.join(outside)} without HTTPS.",
            "Put a proxy with a certificate in front and set CANDOUR_HTTPS=1.",
        )
    for problem in run_checks():
        if problem.level >= WARNING and (problem.id or "").startswith("people."):
            yield Finding("roles", str(problem.msg), "This is a fault in Candour: report it.")


def _school(school: School) -> Iterator[Finding]:
    for role, words in ((Role.HEAD, "headteacher"), (Role.DSL, "designated safeguarding lead")):
        if not holders(school, role):
            yield Finding(
                "role", f"{school.name} has no {words} today.", "Give the role on the page People."
            )
    try:
        verdict = check_chain(school, Chain.SCHOOL)
        lost = missing_files(school)
    except (Refused, DatabaseError) as error:
        yield Finding("record", f"{school.name}: {error}", "Mend the keys first.")
        return
    if not verdict.ok:
        yield Finding(
            "record",
            f"{school.name}: the record of what was done does not pass its check.",
            f"Run: candour audit verify --school {school.slug}",
        )
    if lost:
        yield Finding(
            "files",
            f"{school.name}: the bytes of {len(lost)} stored files are missing.",
            "Bring the folder 'files' back from a backup.",
        )
