"""Refuse to start with a missing, damaged or wrong master key."""

from __future__ import annotations

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
