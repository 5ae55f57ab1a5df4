"""Trusts and schools, and the base of every row that belongs to a school."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

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
    """Base of every row that belongs to a school. Queries outside ``scope(school=…)`` fail."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[SchoolManager[Self]] = SchoolManager()

    class Meta:
        abstract = True


class SchoolSettings(SchoolRow):
    """How the school is reached, and where its other rules stand: the one place to change them
    (PAR-12, PAR-13, T-15, T-16). ``checked`` holds, for each field, the date on which somebody last
    said that it is right, as ``{"telephone": "2026-09-01"}``."""

    address = models.TextField(blank=True, max_length=500)
    telephone = models.CharField(blank=True, max_length=30)
    office_email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    out_of_hours = models.TextField(blank=True, max_length=500)
    dsl_telephone = models.CharField(blank=True, max_length=30)
    complaints_url = models.URLField(blank=True)
    data_protection = models.TextField(blank=True, max_length=500)
    appeals = models.TextField(blank=True, max_length=500)
    sanctions = models.TextField(blank=True, max_length=500)
    retention = models.TextField(blank=True, max_length=500)
    head_words = models.TextField(blank=True, max_length=1000)
    checked = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school"], name="schools_settings_once_a_school")
        ]


class Term(SchoolRow):
    """A term: first and last day on which it runs. ``added_in`` and ``removed_in`` name the acts
    that put it into the calendar and took it out, by which either can be undone."""

    name = models.CharField(max_length=100)
    starts_on = models.DateField()
    ends_on = models.DateField()
    added_in = models.UUIDField()
    removed_in = models.UUIDField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["school", "starts_on"], name="schools_terms")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="schools_term_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ClosedDay(SchoolRow):
    """A day on which there are no lessons though it is no weekend; acts are named as for a term."""

    class Kind(models.TextChoices):
        """Why: on an INSET day staff work; on the others nobody need be there."""

        INSET = "inset", "INSET day"
        CLOSURE = "closure", "School closed"
        HOLIDAY = "holiday", "Holiday"
        BANK_HOLIDAY = "bank_holiday", "Bank holiday"

    day = models.DateField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    words = models.CharField(blank=True, max_length=200)
    added_in = models.UUIDField()
    removed_in = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "day"],
                condition=Q(removed_in__isnull=True),
                name="schools_one_reason_a_closed_day",
            )
        ]

    def __str__(self) -> str:
        return self.words or self.get_kind_display()
