"""Making and rotating keys. Every act goes on the school's audit trail; no key ever does."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap
from django.conf import settings
from django.db import transaction
from django_scopes import scope

from candour.keys import kit
from candour.keys.checks import assert_right_key
from candour.keys.master import (
    KeyTrouble,
    coming_key_file,
    key_id,
    load_master,
    settle_rotation,
    tell_of_change,
    write_key_file,
)
from candour.keys.models import MasterCheck, SchoolKey
from candour.keys.queries import forget_keys, master_check, school_keys, seal_for_school
from candour.keys.rules import key_id_of, signing_bound
from candour.kit import clock
from candour.kit.access import Actor
from candour.kit.actions import action, record, unchanged
from candour.schools.models import School

_PURPOSE = SchoolKey.Purpose


@action(needs="keys.manage")
def create_school_keys(*, by: Actor, school: School) -> None:
    """Give a new school its data key and its signing key. Raises KeyTrouble when it has keys
    already, or when the master key is missing or not the right one."""
    if school_keys(school.id, _PURPOSE.DATA):
        raise KeyTrouble("This school has its keys already; they were left as they are.")
    master = load_master()
    assert_right_key()
    MasterCheck.objects.get_or_create(
        id=1, defaults={"key_id": key_id(master), "since": clock.now()}
    )
    with scope(school=school):
        _add_data_key(school, 1, master)
        public = _add_signing_key(school, 1)
        record("keys.school.created", by=by, about=school, facts={"signing_key": public})


@action(needs="keys.manage")
def rotate_data_key(*, by: Actor, school: School) -> int:
    """Give a school a new data key; what older versions sealed stays readable. Returns the new
    version."""
    version = _retire(school, _PURPOSE.DATA) + 1
    with scope(school=school):
        _add_data_key(school, version, load_master())
        record("keys.data.rotated", by=by, about=school, facts={"version": version})
    return version


@action(needs="keys.manage")
def rotate_signing_key(*, by: Actor, school: School) -> int:
    """Give a school a new signing key; checkpoints that the old one signed stay checkable, since
    its public half is kept. Returns the new version."""
    version = _retire(school, _PURPOSE.SIGNING) + 1
    with scope(school=school):
        public = _add_signing_key(school, version)
        record(
            "keys.signing.rotated",
            by=by,
            about=school,
            facts={"version": version, "signing_key": public},
        )
    return version


def _retire(school: School, purpose: str) -> int:
    """Retire the current key and return its version."""
    rows = school_keys(school.id, purpose)
    if not rows:
        raise KeyTrouble("This school has no keys to rotate.")
    with scope(school=school):
        SchoolKey.objects.filter(id=rows[0].id).update(retired_at=clock.now())
    return rows[0].version


def _add_data_key(school: School, version: int, master: bytes) -> None:
    SchoolKey.objects.create(
        school=school,
        purpose=_PURPOSE.DATA,
        version=version,
        wrapped=aes_key_wrap(master, os.urandom(32)),
        created_at=clock.now(),
    )
    forget_keys()


def _add_signing_key(school: School, version: int) -> str:
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    SchoolKey.objects.create(
        school=school,
        purpose=_PURPOSE.SIGNING,
        version=version,
        wrapped=seal_for_school(
            school.id, private.private_bytes_raw(), bound=signing_bound(school.id, version)
        ),
        public=public,
        created_at=clock.now(),
    )
    return key_id_of(public)


@action(needs="keys.manage")
def rotate_master(*, by: Actor) -> str:
    """Change the master key: every school's data keys are wrapped anew in one transaction.

    Safe at any point of being killed: the new key lies beside the old before the database changes,
    the old file stays until the database has changed, and start-up finishes what was left. The
    printed kit stays valid, since the new key is encrypted to its parts first. Returns the new id.
    """
    path = Path(settings.KEY_FILE)
    assert_right_key()
    check = MasterCheck.objects.select_for_update().first()
    if check is None:
        raise KeyTrouble("No school has keys yet, so there is nothing to change.")
    for left in path.parent.glob(f"{path.name}.{'[0-9a-f]' * 16}"):
        left.unlink()  # of a change that was undone; whoever holds the row's lock is alone here
    old, new = load_master(path), os.urandom(32)
    write_key_file(coming_key_file(path, key_id(new)), new, new=True)
    for each in kit.kits():
        kit.encrypt_pairs(each, new)
    for school in School.objects.order_by("id"):
        with scope(school=school):
            _wrap_anew(old, new)
            record("keys.master.rotated", by=by, about=school, facts={"key": key_id(new)})
    tell_of_change(old, new)
    check.key_id, check.since = key_id(new), clock.now()
    check.save()
    transaction.on_commit(partial(_finish_rotation, key_id(new)))
    return key_id(new)


def _wrap_anew(old: bytes, new: bytes) -> None:
    """Wrap every data key of the school in scope with the new master key."""
    for row in SchoolKey.objects.filter(purpose=_PURPOSE.DATA):
        row.wrapped = aes_key_wrap(new, aes_key_unwrap(old, bytes(row.wrapped)))
        row.save(update_fields=["wrapped"])


def _finish_rotation(new_id: str) -> None:
    settle_rotation(new_id)
    kit.drop_pairs(new_id)
    forget_keys()


@action(needs="keys.manage")
def make_recovery_kit(*, by: Actor) -> kit.Printable:
    """A new recovery kit, to be printed at once: its parts are kept nowhere. Older kits stay valid
    until every part of this one was typed back."""
    assert_right_key()
    made, parts = kit.make_kit(load_master())
    _record_for_all("keys.kit.made", by, {"kit": made.reference})
    return kit.Printable(made.reference, made.made_at, parts)


@action(needs="keys.manage")
def prove_recovery_part(*, by: Actor, typed: str) -> tuple[int, tuple[int, ...]]:
    """Take one part typed back from paper. Returns its number and the numbers still to be typed.
    Raises KeyTrouble where it is no part of a kit here."""
    proved, number = kit.prove(typed)
    if proved.is_proved:
        _record_for_all("keys.kit.proved", by, {"kit": proved.reference})
    else:
        unchanged()
    return number, tuple(n for n in kit.PARTS if n not in proved.proved)


@action(needs="keys.manage")
def recover_master(*, by: Actor, parts: Sequence[str]) -> str:
    """Write the master key file from two parts of the kit. Returns the key's id.

    Raises KeyTrouble where a key file is there already, or the parts do not give the right key.
    """
    path = Path(settings.KEY_FILE)
    if path.exists():
        raise KeyTrouble(f"There is a master key at {path}. Move it away first, if it is wrong.")
    key = kit.recovered(parts, master_check())
    write_key_file(path, key, new=True)
    forget_keys()
    _record_for_all("keys.master.recovered", by, {"key": key_id(key)})
    return key_id(key)


def _record_for_all(kind: str, by: Actor, facts: dict[str, str]) -> None:
    """The master key is that of all schools, so each one's trail tells of it."""
    schools = list(School.objects.order_by("id"))
    for school in schools:
        with scope(school=school):
            record(kind, by=by, about=school, facts=facts)
    if not schools:
        unchanged()
