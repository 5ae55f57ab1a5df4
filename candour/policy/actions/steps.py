"""Acts of a review that can be taken back whole: the rows before and after are kept with the
act."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import ProtectedError

from candour.kit.access import Actor, Refused
from candour.kit.actions import action, record
from candour.kit.clock import now
from candour.people.models import Person
from candour.policy.models import Clause, ClauseText, Duty, Link, ReviewStep, Version

CHANGED_SINCE = "Something here has changed since, so this can no longer be taken back."
REVIEW_OVER = "This version is no longer being looked at, so its words stay as they are."

# What a policy says, as opposed to what was decided about it: settled once the review is over.
_WORDS = frozenset({"version", "clause", "text"})

# A version's own row is large and, but for its furniture, does not change in a review; a duty's
# time of change is not part of what was done to it. In the order in which rows must be put back.
_TABLES: dict[str, tuple[type[models.Model], tuple[str, ...]]] = {
    "version": (Version, ("furniture",)),
    "clause": (Clause, ()),
    "text": (ClauseText, ()),
    "link": (Link, ()),
    "duty": (Duty, ("school", "control", "owner", "rhythm", "next_due", "not_applicable_because")),
}


class Step:
    """One act of a review: ``with Step(by=…, version=…, words=…) as step``. It collects the rows
    that the act touches: ``touch`` before a change or a deletion, ``made`` after a creation.
    ``kept()`` is the act as stored, once it is over; ``undo_step`` takes it back."""

    def __init__(self, *, by: Actor, version: Version, words: str) -> None:
        self.by, self.version, self.words = by, version, words
        self.before: dict[str, dict[str, Any]] = {}
        self.row: ReviewStep | None = None

    def __enter__(self) -> Step:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if error is not None:
            return
        self.row = ReviewStep.objects.create(
            school_id=self.version.school_id,
            version=self.version,
            words=self.words[:300],
            by=self.by if isinstance(self.by, Person) else None,
            before=self.before,
            after={table: _now(table, rows) for table, rows in self.before.items()},
        )

    def touch(self, *rows: models.Model) -> None:
        """Keep these rows as they are now, unless the act has touched them before."""
        for row in rows:
            table = _table_of(row)
            self.before.setdefault(table, {}).setdefault(str(row.pk), _values(table, row))

    def made(self, *rows: models.Model) -> None:
        """Note rows that this act created."""
        for row in rows:
            table = _table_of(row)
            self.before.setdefault(table, {}).setdefault(str(row.pk), None)

    def kept(self) -> ReviewStep:
        """The stored act. Raises RuntimeError while it is still going on."""
        if self.row is None:
            raise RuntimeError("the step is not over yet")
        return self.row


@action(needs="policy.links.confirm")
def undo_step(*, by: Actor, step: ReviewStep) -> ReviewStep:
    """Put every row of an act back exactly. Raises Refused when it was taken back already, when any
    of the rows has changed since, or when the act touched words of a version that is no longer
    being looked at."""
    held = ReviewStep.objects.select_for_update().select_related("version").get(pk=step.pk)
    if held.undone_at is not None:
        raise Refused("This was taken back already.")
    if held.version.status != Version.Status.REVIEW and _WORDS & held.after.keys():
        raise Refused(REVIEW_OVER)
    for table, rows in held.after.items():
        if _now(table, rows) != rows:
            raise Refused(CHANGED_SINCE)
    try:
        _put_back(held.before, held.after)
    except ProtectedError:
        raise Refused(CHANGED_SINCE) from None
    held.undone_at = now()
    held.save(update_fields=["undone_at"])
    record("policy.review.undone", by=by, about=held.version, facts={"what": held.words})
    return held


def _put_back(before: dict[str, Any], after: dict[str, Any]) -> None:
    for table in reversed(_TABLES):
        model, _ = _TABLES[table]
        created = [key for key, values in before.get(table, {}).items() if values is None]
        for row in model._default_manager.filter(pk__in=created):
            row.delete()
    for table in _TABLES:
        model, _ = _TABLES[table]
        kept = {key: values for key, values in before.get(table, {}).items() if values is not None}
        lost = [key for key in kept if after[table][key] is None]
        for key in lost:
            model._default_manager.create(pk=key, **_decoded(table, kept[key]))
        for key in kept.keys() - set(lost):
            model._default_manager.filter(pk=key).update(**_decoded(table, kept[key]))


def _table_of(row: models.Model) -> str:
    return next(name for name, (model, _) in _TABLES.items() if isinstance(row, model))


def _fields(table: str) -> list[models.Field[Any, Any]]:
    model, names = _TABLES[table]
    return [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and (not names or field.name in names)
    ]


def _values(table: str, row: models.Model) -> dict[str, Any]:
    return {field.attname: _encoded(field, row) for field in _fields(table)}


def _encoded(field: models.Field[Any, Any], row: models.Model) -> Any:
    value = getattr(row, field.attname)
    if value is None or isinstance(value, str | int | float | list | dict):
        return value
    return field.value_to_string(row) if hasattr(value, "isoformat") else str(value)


def _decoded(table: str, values: dict[str, Any]) -> dict[str, Any]:
    return {field.attname: field.to_python(values[field.attname]) for field in _fields(table)}


def _now(table: str, keys: Iterable[str]) -> dict[str, Any]:
    model, _ = _TABLES[table]
    found = {str(row.pk): row for row in model._default_manager.filter(pk__in=list(keys))}
    return {key: _values(table, found[key]) if key in found else None for key in keys}
