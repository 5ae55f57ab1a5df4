"""A throw-away master key for the tests, keys for a school, and an actor with what it may do."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from candour.keys.actions import create_school_keys
from candour.keys.master import KeyTrouble, write_key_file
from candour.kit.access import Machine
from candour.schools.models import School


def ensure_master_key() -> None:
    """Put a master key into the tests' data folder unless one is there."""
    path = Path(settings.KEY_FILE)
    if not path.exists():
        with suppress(KeyTrouble):
            write_key_file(path, os.urandom(32), new=True)


def give_keys(school: School) -> School:
    """Give a school its data key and its signing key, as set-up does."""
    ensure_master_key()
    create_school_keys(by=machine(school, "keys.manage"), school=school)
    return school


def machine(school: School, *capabilities: str) -> Machine:
    """A job of this school with these capabilities."""
    return Machine("a test", school.id, frozenset(capabilities))
