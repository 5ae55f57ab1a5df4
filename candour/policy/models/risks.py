"""The risk register (PUR-2): dated risks with owners."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from candour.people.models import Person
from candour.schools.models import SchoolRow

_ONE_TO_FIVE = [MinValueValidator(1), MaxValueValidator(5)]


class Risk(SchoolRow):
    """Something that using social media could do to pupils or staff, and what is done about it."""

    title = models.CharField(max_length=200)
    who_is_at_risk = models.CharField(max_length=200, blank=True)
    likelihood = models.PositiveSmallIntegerField(validators=_ONE_TO_FIVE)
    impact = models.PositiveSmallIntegerField(validators=_ONE_TO_FIVE)
    what_we_do = models.TextField(blank=True)
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT)
    found_on = models.DateField()
    review_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["school", "closed_on", "review_on"])]
