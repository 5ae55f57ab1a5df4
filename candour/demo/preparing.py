"""Makes a demonstration's data folder ready: key, database, static files, the sample school."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def ensure_key(data: Path) -> None:
    """A master key for this demonstration, made once; settings are read after it."""
    from candour.keys.master import create_master

    path = data / "keys" / "master.key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        create_master(path)


def prepare(say: Callable[[str], None]) -> None:
    """Whatever is missing: tables, static files, the school. Told in plain words through ``say``."""
    from django.core.management import call_command

    from candour.demo.cast import SCHOOL_SLUG
    from candour.schools.models import School

    say("preparing the database")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    if not School.objects.filter(slug=SCHOOL_SLUG).exists():
        from candour.demo.sample import make_sample_school

        say("making the sample school")
        make_sample_school()
