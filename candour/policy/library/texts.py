"""The words of each control: what it asks, who owns it, how often, and what proves it.

One YAML file a control in ``controls/``. How a control's state is worked out from the school's
records is code and stands elsewhere; these texts are what people read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

RHYTHMS = ("once", "weekly", "monthly", "termly", "yearly", "two_yearly", "on_change")
OWNERS = (
    "head",
    "senior_leader",
    "dsl",
    "administrator",
    "office",
    "technician",
    "chair",
)


@dataclass(frozen=True, slots=True)
class ControlText:
    """What people read about one control.

    ``clauses`` are ids of the model policy that it carries; ``binds`` audience codes; ``rhythm``
    one of ``RHYTHMS``; ``expires_after`` days until evidence goes out of date (None: it does not);
    ``owner`` a default role, one of ``OWNERS`` (empty for ``other``); ``start_with`` 1 to 8 for
    the controls to begin with, else None.
    """

    id: str
    title: str
    asks: str
    clauses: tuple[str, ...]
    binds: tuple[str, ...]
    rhythm: str
    expires_after: int | None
    owner: str
    evidence: str
    today: str
    help: str
    start_with: int | None = None


@cache
def load_control_texts() -> Mapping[str, ControlText]:
    """Every control by id, in order of id; raises ValueError where a file lacks a field."""
    folder = files(__package__) / "controls"
    paths = sorted(folder.iterdir(), key=lambda path: path.name)
    found = (
        read_control_text(path.name.removesuffix(".yaml"), yaml.safe_load(path.read_text("utf-8")))
        for path in paths
        if path.name.endswith(".yaml")
    )
    return MappingProxyType({control.id: control for control in found})


def control_text(control: str) -> ControlText:
    """The text of one control; raises KeyError where there is no such control."""
    return load_control_texts()[control]


@cache
def controls_by_clause() -> Mapping[str, tuple[str, ...]]:
    """For each clause id of the model policy the controls that carry it, in order of id."""
    found: dict[str, tuple[str, ...]] = {}
    for control in load_control_texts().values():
        for clause in control.clauses:
            found[clause] = (*found.get(clause, ()), control.id)
    return MappingProxyType(found)


def read_control_text(control: str, data: Mapping[str, Any]) -> ControlText:
    """Build a control's text from its file; raises ValueError naming missing or unknown fields."""
    known = {field.name for field in fields(ControlText)} - {"id"}
    needed = known - {"start_with"}
    wrong = (needed - set(data)) | (set(data) - known)
    if wrong:
        raise ValueError(f"{control}: missing or unknown: {', '.join(sorted(wrong))}")
    values = dict(data)
    for several in ("clauses", "binds"):
        values[several] = tuple(values[several])
    for words in ("asks", "evidence", "today", "help"):
        values[words] = " ".join(str(values[words]).split())
    return ControlText(id=control, **values)
