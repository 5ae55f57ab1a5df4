"""The school's duties, the evidence that they were done, and each control's computed facts."""

from __future__ import annotations

from django.db import models

from candour.files.models import StoredFile
from candour.people.models import Person
from candour.policy.models.documents import Version
from candour.schools.models import SchoolRow


class Duty(SchoolRow):
    """One built-in control as this school's duty: who answers for it, how often, when next."""

    class Rhythm(models.TextChoices):
        """How often it is to be done."""

        ONCE = "once", "Once"
        CONTINUOUS = "continuous", "All the time"
        WEEKLY = "weekly", "Every week"
        MONTHLY = "monthly", "Every month"
        TERMLY = "termly", "Every term"
        YEARLY = "yearly", "Every year"
        TWO_YEARLY = "two_yearly", "Every two years"
        ON_CHANGE = "on_change", "Whenever it changes"

    control = models.CharField(max_length=50)
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT)
    rhythm = models.CharField(max_length=20, choices=Rhythm.choices, default=Rhythm.YEARLY)
    next_due = models.DateField(null=True, blank=True)
    counts_from = models.DateField(
        null=True, blank=True, help_text="Evidence collected before this day no longer counts."
    )
    year_begun = models.DateField(
        null=True,
        blank=True,
        help_text="1 September of the school year that its dates are set for.",
    )
    not_applicable_because = models.CharField(max_length=500, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=["school", "owner"])]
        constraints = [
            models.UniqueConstraint(fields=["school", "control"], name="policy_one_duty_a_control")
        ]


class Evidence(SchoolRow):
    """That a duty was done: attested by a person, or pointing at a record elsewhere in Candour."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="evidence")
    statement = models.CharField(max_length=1000)
    collected_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT)
    source = models.CharField(max_length=60, default="attested")
    source_ref = models.CharField(max_length=100, blank=True)
    version = models.ForeignKey(
        Version,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        help_text="The policy version that it is about; counts only while that is current.",
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["school", "duty", "-collected_on"])]


class ControlFacts(SchoolRow):
    """What a control's source last worked out from live records: cheap to read, dated, comparable
    with today. A control may have several sources (attested evidence, an app's records); pages show
    the worst. Facts about a policy version count only while that version is in force."""

    control = models.CharField(max_length=50)
    source = models.CharField(max_length=60)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    collected_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True, help_text="The earliest that matters.")
    due_on = models.DateField(null=True, blank=True)
    sentence = models.CharField(max_length=300, blank=True, help_text="4 of 4 tools assessed.")
    pointer = models.CharField(max_length=300, blank=True, help_text="Where the evidence is.")
    version = models.ForeignKey(Version, null=True, blank=True, on_delete=models.PROTECT)
    computed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "control", "source"], name="policy_facts_once_a_source"
            )
        ]


class Assignment(SchoolRow):
    """One act of naming owners, for one duty or for many, kept so that it can be taken back.

    ``before`` and ``after`` hold, by duty id, the owner's id and the due date as text (or None).
    """

    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["school", "-made_at"])]


class CoverageSnapshot(SchoolRow):
    """Where the policy stood, one row a month: the last night of the month (or the last so far).

    ``sections`` is a list of pairs: a section's title and its clauses' states in order, as keys of
    ``ui.states``. No names, no clause texts: it is for the year's picture.
    """

    month = models.DateField(help_text="Its first day.")
    taken_on = models.DateField()
    sections = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "month"], name="policy_one_snapshot_a_month")
        ]
