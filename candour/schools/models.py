"""Trusts and schools, and the base of every row that belongs to a school."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models

from candour.kit.ids import uuid7
from candour.schools.scoping import SchoolManager


class Trust(models.Model):
    """A group of schools under one governance (a multi-academy trust, a federation)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=50, unique=True)

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """One school: the tenant to which every record belongs. The directory of schools is the only
    place where a value (the slug) is unique across schools."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(max_length=50, unique=True)
    name = models.CharField(max_length=200)
    trust = models.ForeignKey(Trust, null=True, blank=True, on_delete=models.PROTECT)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class SchoolRow(models.Model):
    """Base of every row that belongs to a school. Queries outside ``scope(school=…)`` fail closed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[SchoolManager[Self]] = SchoolManager()  # type: ignore[assignment]

    class Meta:
        abstract = True
