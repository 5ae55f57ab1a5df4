"""The audit trail: two chains of entries a school, what can be erased from them, checkpoints."""

from __future__ import annotations

from django.db import models

from candour.schools.models import SchoolRow


class Chain(models.TextChoices):
    """A school's two chains. ``sealed`` holds what a case is made of: nobody who reads ``school``
    can see from it that anything happened there."""

    SCHOOL = "school", "School"
    SEALED = "sealed", "Sealed"


class ChainHead(SchoolRow):
    """The end of a chain. Whoever adds an entry locks this row, so that entries queue up."""

    chain = models.CharField(max_length=10, choices=Chain.choices)
    sequence = models.PositiveBigIntegerField(
        default=0, help_text="Of the newest entry; 0 if none."
    )
    hash = models.CharField(max_length=64, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "chain"], name="audit_one_head_a_chain")
        ]


class Entry(SchoolRow):
    """One act. Never changed and never deleted: the database itself refuses (see the migration).

    ``hash`` covers every other value here but ``id``; ``docs/audit-trail.md`` says how.
    """

    chain = models.CharField(max_length=10, choices=Chain.choices)
    sequence = models.PositiveBigIntegerField(help_text="1 for the first entry of a chain.")
    at = models.DateTimeField()
    kind = models.CharField(max_length=100)
    actor_ref = models.CharField(max_length=100)
    about_type = models.CharField(max_length=100, blank=True)
    about_id = models.CharField(max_length=100, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    personal_digest = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "chain", "sequence"], name="audit_one_entry_a_place"
            )
        ]
        indexes = [
            models.Index(fields=["school", "about_type", "about_id"], name="audit_by_subject"),
            models.Index(fields=["school", "chain", "kind", "sequence"], name="audit_by_kind"),
            models.Index(
                fields=["school", "chain", "actor_ref", "sequence"], name="audit_by_actor"
            ),
            models.Index(fields=["school", "chain", "at"], name="audit_by_time"),
        ]


class PersonalPart(SchoolRow):
    """Values about people that belong to one entry. Deleting the row erases them for good: the
    entry keeps only a digest that cannot be turned back without ``salt``."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="personal")
    salt = models.CharField(max_length=64, help_text="32 random bytes in hexadecimal.")
    fields = models.JSONField()


class Leaf(SchoolRow):
    """One of many rows that a bulk entry is about; the entry holds the Merkle root over them."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="leaves")
    position = models.PositiveIntegerField(help_text="0 for the first.")
    about_type = models.CharField(max_length=100)
    about_id = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "entry", "position"], name="audit_one_leaf_a_place"
            )
        ]
        indexes = [
            models.Index(fields=["school", "about_type", "about_id"], name="audit_leaf_by_subject")
        ]


class Checkpoint(SchoolRow):
    """A signed statement of where a chain ended at a moment. Never changed and never deleted."""

    chain = models.CharField(max_length=10, choices=Chain.choices)
    sequence = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    key_id = models.CharField(max_length=16)
    signature = models.CharField(max_length=128, help_text="Ed25519, in hexadecimal.")

    class Meta:
        indexes = [models.Index(fields=["school", "chain", "sequence"])]


class Verification(SchoolRow):
    """One check of a chain that somebody asked for: how far it got and what it found."""

    chain = models.CharField(max_length=10, choices=Chain.choices)
    asked_by_ref = models.CharField(max_length=100)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    total = models.PositiveBigIntegerField(help_text="Entries that there were when it began.")
    checked = models.PositiveBigIntegerField(default=0)
    checkpoints = models.PositiveBigIntegerField(default=0)
    ok = models.BooleanField(null=True, blank=True)
    problems = models.JSONField(default=list, blank=True)

    class Meta:
        indexes = [models.Index(fields=["school", "chain", "asked_at"])]
