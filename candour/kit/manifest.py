"""What an app declares about itself: menu, capabilities, audit kinds, exports, retention.

Each app with anything to declare has ``manifest.py`` with one ``MANIFEST``; ``manifests()`` reads
them in the order of ``INSTALLED_APPS``.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
from dataclasses import dataclass

from django.apps import apps

from candour.kit.access import Capability


@dataclass(frozen=True)
class MenuItem:
    """An entry of the staff menu: words, URL name (takes the school's slug), and the capabilities
    any one of which shows it (none: everybody in the school). Lower ``order`` comes first."""

    words: str
    url_name: str
    needs: tuple[str, ...] = ()
    order: int = 100


@dataclass(frozen=True)
class AuditKind:
    """A kind of audit entry. ``sentence`` is read with the entry's facts in braces ("{actor}
    confirmed that clause {clause} asks for {control}"); ``erasure`` says which personal fields it
    may hold and when they go ("none", or a plain sentence)."""

    id: str
    sentence: str
    erasure: str = "none"


@dataclass(frozen=True)
class Retention:
    """How long a record type lives: what it is, why it is kept (lawful basis) and for how long."""

    record: str
    basis: str
    keep: str


@dataclass(frozen=True)
class Manifest:
    """Everything that one app declares."""

    menu: tuple[MenuItem, ...] = ()
    capabilities: tuple[Capability, ...] = ()
    audit_kinds: tuple[AuditKind, ...] = ()
    retention: tuple[Retention, ...] = ()


@functools.cache
def manifests() -> dict[str, Manifest]:
    """Every installed Candour app's manifest, by app name."""
    found: dict[str, Manifest] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.manifest"
        if config.name.startswith("candour.") and importlib.util.find_spec(name):
            found[config.name] = importlib.import_module(name).MANIFEST
    return found


def capabilities() -> dict[str, Capability]:
    """Every declared capability by id."""
    return {each.id: each for one in manifests().values() for each in one.capabilities}


def audit_kinds() -> dict[str, AuditKind]:
    """Every declared audit kind by id."""
    return {each.id: each for one in manifests().values() for each in one.audit_kinds}
