"""Prior approvals (STA-15, STA-21, STA-22) and agreed departures from a duty."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from candour.kit.ids import reference
from candour.people.models import Person
from candour.policy.models.duties import Duty
from candour.schools.models import SchoolRow


class Approval(SchoolRow):
    """A request to the headteacher, made and decided before the thing itself begins.

    A pupil appears only through a declared family or prior link, decided by head and designated
    safeguarding lead together (T-1). What was asked stays as asked; a decision is made once.
    """

    class Kind(models.TextChoices):
        """What is asked for."""

        PARENT_CONTACT = "parent_contact", "Contact with a parent from a personal account"
        PUPIL_LINK = "pupil_link", "A family or earlier link with a pupil"
        DEVICE = "device", "Social media on a school device"

    class Relationship(models.TextChoices):
        """The kind of an existing relationship; never a list of friends."""

        NONE = "none", "No earlier link"
        FAMILY = "family", "Family"
        NEIGHBOUR = "neighbour", "Neighbour or family friend"
        CLUB = "club", "Club, faith group or team"
        OTHER_WORK = "other_work", "Other work"

    class State(models.TextChoices):
        """Where the request stands; whether it holds today follows from its dates."""

        ASKED = "asked", "Waiting for a decision"
        GRANTED = "granted", "Granted"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Taken back"
        ENDED = "ended", "Ended early"

    reference = models.CharField(max_length=20, default=reference)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.ASKED)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="approvals")
    with_whom = models.CharField(max_length=200, blank=True)
    relationship = models.CharField(
        max_length=20, choices=Relationship.choices, default=Relationship.NONE
    )
    platform = models.CharField(max_length=100)
    device = models.CharField(max_length=200, blank=True)
    why = models.CharField(max_length=1000)
    conditions = models.CharField(max_length=1000, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_note = models.CharField(max_length=1000, blank=True)
    second_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    second_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["school", "state", "ends_on"])]
        constraints = [
            models.UniqueConstraint(fields=["school", "reference"], name="policy_approval_ref"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="policy_approval_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("person")),
                name="policy_approval_not_ones_own",
            ),
            models.CheckConstraint(
                condition=Q(second_by__isnull=True)
                | (
                    ~Q(second_by=F("person"))
                    & (Q(decided_by__isnull=True) | ~Q(second_by=F("decided_by")))
                ),
                name="policy_approval_two_different_people",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["granted", "ended"])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="policy_approval_granted_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(kind="pupil_link", state__in=["granted", "ended"])
                | (Q(second_by__isnull=False, second_at__isnull=False) & ~Q(relationship="none")),
                name="policy_approval_pupil_needs_both",
            ),
        ]


class Departure(SchoolRow):
    """An agreed exception: this duty is not done, with a reason, until a day; then it lapses."""

    class State(models.TextChoices):
        """Where the request stands; whether it holds today follows from its dates."""

        ASKED = "asked", "Waiting for a decision"
        AGREED = "agreed", "Agreed"
        REFUSED = "refused", "Refused"
        ENDED = "ended", "Ended early"

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="departures")
    state = models.CharField(max_length=20, choices=State.choices, default=State.ASKED)
    reason = models.CharField(max_length=1000)
    starts_on = models.DateField()
    ends_on = models.DateField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_note = models.CharField(max_length=1000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["school", "duty", "ends_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="policy_departure_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="policy_departure_not_ones_own",
            ),
        ]
