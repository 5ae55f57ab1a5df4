"""Making and rotating keys. Every act goes on the school's audit trail; no key ever does."""

from __future__ import annotations

import os

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.keywrap import aes_key_wrap
from django_scopes import scope

from candour.keys.checks import assert_right_key
from candour.keys.master import KeyTrouble, key_id, load_master
from candour.keys.models import MasterCheck, SchoolKey
from candour.keys.queries import forget_keys, school_keys, seal_for_school
from candour.keys.rules import key_id_of, signing_bound
from candour.kit import clock
from candour.kit.access import Actor
from candour.kit.actions import action, record
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
