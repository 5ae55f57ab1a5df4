"""Rows of one school only: queries outside ``scope(school=…)`` fail closed (django-scopes)."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models
from django_scopes import get_scope
from django_scopes.manager import DisabledQuerySet

Row = TypeVar("Row", bound=models.Model, covariant=True)


class SchoolManager(models.Manager[Row]):
    """Finds rows of the school in scope; raises ``ScopeError`` where no school is in scope."""

    def get_queryset(self) -> models.QuerySet[Row]:
        """The rows that may be looked at now."""
        scope: dict[str, Any] = get_scope()
        if not scope.get("_enabled", True):
            return super().get_queryset()
        if "school" not in scope:
            closed: models.QuerySet[Row] = DisabledQuerySet(
                self.model, using=self._db, missing_scopes={"school"}
            )
            return closed
        wanted = scope["school"]
        if isinstance(wanted, list | tuple):
            return super().get_queryset().filter(school__in=wanted)
        return super().get_queryset().filter(school=wanted)

    def all(self) -> models.QuerySet[Row]:
        """As for any manager; fails at once, not at first use, where no school is in scope."""
        found = super().all()
        return found.all() if isinstance(found, DisabledQuerySet) else found
