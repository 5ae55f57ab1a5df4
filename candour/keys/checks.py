"""Refuse to start with a missing, damaged or wrong master key."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from candour.keys import kit
from candour.keys.master import KeyTrouble, key_id, load_master, settle_rotation
from candour.keys.queries import master_check


def assert_right_key() -> None:
    """Raise KeyTrouble, with a sentence that says what to do, unless the master key is there and
    is the one that the database expects. Called before web pages or background work start."""
    expected = master_check()
    settle_rotation(expected)
    master = load_master()
    if expected and key_id(master) != expected:
        raise KeyTrouble(
            "The master key file is not the one that this database was locked with. Put the right"
            " file back, or run 'candour keys recover' with two parts of your recovery kit."
        )


def key_problems() -> list[str]:
    """What is wrong with the keys of this installation, each in one sentence that says what to do;
    empty when all is well. For ``candour doctor``."""
    found = []
    try:
        assert_right_key()
    except KeyTrouble as trouble:
        found.append(trouble.reason)
    path = Path(settings.KEY_FILE)
    if path.is_file() and path.stat().st_mode & 0o077:
        found.append(f"Others on this machine can read {path}. Run: chmod 600 {path}")
    made = kit.kits()
    if not made:
        found.append("There is no recovery kit. Run: candour keys kit kit.pdf")
    elif not any(each.is_proved for each in made):
        found.append("The recovery kit was not typed back yet. Run: candour keys kit --prove")
    return found
