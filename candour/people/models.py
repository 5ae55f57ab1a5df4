"""Accounts, people, the roles they hold with dates, and households."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from candour.kit.ids import uuid7
from candour.schools.models import SchoolRow


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; nobody has a password."""

    def create_user(self, email: str, **fields: Any) -> Account:
        """A new account for this address, which is stored in lower case."""
        account = self.model(email=email.strip().lower(), **fields)
        account.set_unusable_password()
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A way in: one e-mail address, its second factors and its sessions. Global: one human may be a
    person of several schools through one account."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    objects: ClassVar[AccountManager] = AccountManager()

    def __str__(self) -> str:
        return self.email


class Role(models.TextChoices):
    """The roles of a school; what each may do stands in ``people/roles.py``."""

    HEAD = "head", "Headteacher"
    SENIOR_LEADER = "senior_leader", "Senior leader"
    DSL = "dsl", "Designated safeguarding lead"
    DEPUTY_DSL = "deputy_dsl", "Deputy designated safeguarding lead"
    ADMINISTRATOR = "administrator", "Channel administrator"
    TEACHER = "teacher", "Teacher"
    STAFF = "staff", "Other staff"
    VOLUNTEER = "volunteer", "Volunteer"
    GOVERNOR = "governor", "Governor"
    TRUSTEE = "trustee", "Trustee"
    CHAIR = "chair", "Chair of governors"
    OFFICE = "office", "School office"
    TECHNICIAN = "technician", "Technician"
    PARENT = "parent", "Parent or carer"
    PUPIL = "pupil", "Pupil"


class Person(SchoolRow):
    """A human being as one school knows them. Pupils and many parents have no account."""

    account = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    job_title = models.CharField(max_length=100, blank=True)
    # The first day on which they are no longer of the school.
    left_on = models.DateField(null=True, blank=True)
    left_told = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    # Set on the one instance that a request carries; see people/authority.py.
    roles_read: frozenset[Role] | None = None
    hat: str = ""

    class Meta:
        indexes = [models.Index(fields=["school", "family_name", "given_name"])]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "account"],
                condition=Q(account__isnull=False),
                name="people_one_person_an_account_in_a_school",
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Given name, then family name."""
        return f"{self.given_name} {self.family_name}"

    @property
    def actor_ref(self) -> str:
        """Names this person on the audit trail without saying who they are."""
        return f"person:{self.id}"

    @property
    def actor_name(self) -> str:
        """What a reader of the trail is shown today."""
        return self.full_name


class RoleHeld(SchoolRow):
    """That a person holds a role from one day to another (both days included; open when no end)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles_held")
    role = models.CharField(max_length=30, choices=Role.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    end_told = models.BooleanField(default=False, editable=False)

    class Meta:
        indexes = [models.Index(fields=["school", "role", "starts_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="people_role_ends_after_it_starts",
            )
        ]


class Household(SchoolRow):
    """People who live together, to whom one letter goes; a child may belong to two."""

    name = models.CharField(max_length=200)
    members = models.ManyToManyField(Person, through="HouseholdMember", related_name="households")


class HouseholdMember(SchoolRow):
    """A person's place in a household."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "household", "person"], name="people_once_in_a_household"
            )
        ]


class SignInLink(models.Model):
    """A link that opens one account once, for an hour: how a technician lets the first headteacher
    in where mail is not set up. Only the SHA-256 of its secret is kept, in hexadecimal."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
