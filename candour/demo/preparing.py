"""Makes a demonstration's data folder ready: key, database, the sample school."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from candour.keys.master import write_key_file
from candour.kit.access import Refused


def ensure_key(data: Path) -> None:
    """A master key for this demonstration, made once, before settings derive secrets from it.

    Raises Refused where the folder has a database but its key is gone.
    """
    path = data / "keys" / "master.key"
    if path.exists():
        return
    if (data / "candour.sqlite3").exists():
        raise Refused("The demonstration's key is gone. Begin anew with --reset.")
    write_key_file(path, os.urandom(32), new=True)


def prepare(say: Callable[[str], None]) -> None:
    """Whatever is missing: tables, the school; ``say`` is told of each."""
    from django.core.management import call_command

    from candour.demo.cast import SCHOOL_SLUG
    from candour.schools.models import School

    say("preparing the database")
    call_command("migrate", verbosity=0, interactive=False)
    if not School.objects.filter(slug=SCHOOL_SLUG).exists():
        from candour.demo.sample import make_sample_school

        say("making the sample school")
        make_sample_school()
