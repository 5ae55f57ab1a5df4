"""The document shelf: the policy and those it leans on, each with its versions as immutable
bytes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from candour.files.models import StoredFile
from candour.people.models import Person, Role
from candour.schools.models import SchoolRow


class Document(SchoolRow):
    """One document of the school: its social media policy, or one that the policy leans on (INT-7,
    OFF-8, STA-24). Its review date and owner are asked for where the policy is silent (T-15)."""

    class Kind(models.TextChoices):
        """Which document it is; the list stands at the end of the clause map."""

        SOCIAL_MEDIA = "social_media", "Social media policy"
        CODE_OF_CONDUCT = "code_of_conduct", "Code of conduct"
        ONLINE_SAFETY = "online_safety", "Online safety policy"
        ANTI_BULLYING = "anti_bullying", "Anti-bullying policy"
        PHOTO_VIDEO = "photo_video", "Photo and video policy"
        DATA_PROTECTION = "data_protection", "Data protection policy"
        COMPLAINTS = "complaints", "Complaints procedure"
        CHILD_PROTECTION = "child_protection", "Child protection policy"
        BEHAVIOUR = "behaviour", "Behaviour policy"
        ALLEGATIONS = "allegations", "Staff allegations and low-level concerns procedure"
        ACCEPTABLE_USE = "acceptable_use", "Acceptable use agreement"
        RETENTION = "retention", "Retention schedule"
        PRIVACY = "privacy", "Privacy notice"
        OTHER = "other", "Another document"

    kind = models.CharField(max_length=30, choices=Kind.choices)
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT)
    owner_role = models.CharField(max_length=30, choices=Role.choices, blank=True)
    link = models.URLField(blank=True, max_length=500)
    review_on = models.DateField(null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["school", "kind"])]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "kind"],
                condition=Q(kind="social_media", retired_on__isnull=True),
                name="policy_one_social_media_policy",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Version(SchoolRow):
    """One edition of a document. Its bytes (or, for a linked document, its address) never
    change."""

    class Status(models.TextChoices):
        """Only one version of a document is current."""

        REVIEW = "review", "Being looked at"
        CURRENT = "current", "Current"
        SUPERSEDED = "superseded", "Replaced"
        DISCARDED = "discarded", "Not used"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.REVIEW)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT)
    sha256 = models.CharField(max_length=64, blank=True)
    source_name = models.CharField(max_length=255, blank=True, help_text="The file's name.")
    pages = models.PositiveIntegerField(null=True, blank=True)
    link = models.URLField(max_length=500, blank=True, help_text="Where it lies, if not with us.")
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.CharField(max_length=200, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True, help_text="The extracted text that offsets refer to.")
    furniture = models.JSONField(default=list, help_text="kind, text, start, end of each record.")
    warnings = models.JSONField(default=list, help_text="code, message, start, end of each.")
    note = models.CharField(max_length=500, blank=True, help_text="What changed, in a sentence.")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "document", "number"], name="policy_version_number_once"
            ),
            models.UniqueConstraint(
                fields=["school", "document"],
                condition=Q(status="current"),
                name="policy_one_current_version",
            ),
            models.UniqueConstraint(
                fields=["school", "document"],
                condition=Q(status="review"),
                name="policy_one_version_under_review",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} version {self.number}"
