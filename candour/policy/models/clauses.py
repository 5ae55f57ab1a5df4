"""Clauses with an identity that outlives versions, their text in each version, and their links."""

from __future__ import annotations

from django.db import models

from candour.people.models import Person
from candour.policy.models.documents import Document, Version
from candour.schools.models import SchoolRow


class Clause(SchoolRow):
    """One clause of a document through all its versions. ``ref`` (STA-14) never changes."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="clauses")
    ref = models.CharField(max_length=30)
    retired_in = models.ForeignKey(
        Version, null=True, blank=True, on_delete=models.PROTECT, related_name="retired_clauses"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "document", "ref"], name="policy_ref_once")
        ]

    def __str__(self) -> str:
        return self.ref


class ClauseText(SchoolRow):
    """A clause's words in one version, with offsets into ``Version.text``."""

    class Kind(models.TextChoices):
        """What sort of sentence it is; facts are not counted in the headline."""

        OBLIGATION = "obligation", "Must"
        ADVICE = "advice", "Advice"
        PERMISSION = "permission", "May"
        FACT = "fact", "Fact"

    class Reach(models.TextChoices):
        """How far the clause's green reaches."""

        ENFORCED = "enforced", "Enforced by Candour"
        DONE = "done", "Done by people, with evidence"
        TAUGHT = "taught", "Taught and acknowledged"
        STATED = "stated", "Stated"

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="clause_texts")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="texts")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=40, blank=True, help_text="As printed.")
    title = models.CharField(max_length=120, help_text="A few words to know it by.")
    headings = models.JSONField(default=list)
    lead_in = models.TextField(blank=True)
    text = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    binds = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64)
    mended = models.BooleanField(default=False, help_text="A person put the words as read right.")

    class Meta:
        indexes = [models.Index(fields=["school", "version", "position"])]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "version", "clause"], name="policy_clause_once_in_a_version"
            )
        ]

    @property
    def section(self) -> str:
        """The top heading under which the clause stands, or an empty string."""
        return str(self.headings[0]) if self.headings else ""


class Link(SchoolRow):
    """That a clause asks for a control: a suggestion until a named person confirms it. It keeps the
    fingerprint of the text that the person saw; when the text changes, the link is *suspect*.

    The ``pending`` fields hold what was decided while a newer version is looked at: the version in
    force must not change before that one is adopted, so they take effect with it."""

    class Status(models.TextChoices):
        """Nothing counts before it is confirmed."""

        SUGGESTED = "suggested", "Suggested"
        CONFIRMED = "confirmed", "Confirmed"
        REJECTED = "rejected", "Rejected"

    class Relation(models.TextChoices):
        """How the clause and the control's model clauses overlap (OSCAL's mapping words)."""

        EQUAL = "equal", "Same"
        SUBSET = "subset", "Part of it"
        SUPERSET = "superset", "More than it"
        INTERSECTS = "intersects", "Overlaps"

    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="links")
    control = models.CharField(max_length=50)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.SUGGESTED)
    relation = models.CharField(
        max_length=20, choices=Relation.choices, default=Relation.INTERSECTS
    )
    reason = models.CharField(max_length=500, blank=True)
    confidence = models.FloatField(default=0.0, help_text="0 to 1, of the suggestion.")
    by_hand = models.BooleanField(default=False, help_text="Added by a person, not suggested.")
    fingerprint = models.CharField(max_length=64, blank=True)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT)
    decided_at = models.DateTimeField(null=True, blank=True)
    pending_status = models.CharField(max_length=20, choices=Status.choices, blank=True)
    pending_fingerprint = models.CharField(max_length=64, blank=True)
    pending_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    pending_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["school", "control", "status"])]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "clause", "control"], name="policy_one_link_a_control"
            )
        ]
