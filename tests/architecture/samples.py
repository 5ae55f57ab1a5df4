"""Real rows for the access matrix: what stands in each address where it has a variable part.

To add one: a function of the ``Stage`` that returns a value, in ``BY_NAME`` under the name of the
variable part (``document``), or in ``BY_ADDRESS`` under the URL's name and the part where one
address needs another row than the rest (a retired document, to be restored).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from allauth.mfa.models import Authenticator

from candour.files.actions import store_file
from candour.kit.clock import now, today
from candour.people.actions import make_sign_in_link
from candour.people.models import Household, HouseholdMember, Person, Role, RoleHeld
from candour.policy.actions.duties import assign_duty
from candour.policy.actions.links import confirm_link
from candour.policy.models import (
    Approval,
    ClauseText,
    Departure,
    Document,
    Duty,
    Evidence,
    EvidencePack,
    Link,
    PolicyImport,
    Risk,
    Version,
)
from candour.policy.queries.reading import as_it_was_read
from candour.schools.actions import add_closure, add_term
from candour.schools.models import ClosedDay, School, Term
from candour.ui.samples import PAGES
from tests.factories.cast import make_person
from tests.factories.keys import machine
from tests.policy.files import CHANGED
from tests.policy.stages import adopted, imported


@dataclass
class Stage:
    """A school with a policy in force, a newer one under review, a duty with evidence, a calendar,
    and one person for each role. Rows are made when an address first asks for them."""

    school: School
    people: dict[Role, Person]
    made: dict[tuple[str, str], Any] = field(default_factory=dict)

    @property
    def head(self) -> Person:
        """The headteacher, who makes what needs making."""
        return self.people[Role.HEAD]

    @cached_property
    def in_force(self) -> Version:
        """The version in force."""
        return adopted(self.school, self.head)

    @cached_property
    def under_review(self) -> Version:
        """A newer version that is being looked at."""
        assert self.in_force
        return imported(self.school, self.head, CHANGED)

    @cached_property
    def link(self) -> Link:
        """A suggestion of the version under review that nobody decided on."""
        found = Link.objects.filter(
            clause__texts__version=self.under_review, status=Link.Status.SUGGESTED
        )
        return found.order_by("clause_id", "-confidence")[1]

    @cached_property
    def duty(self) -> Duty:
        """A duty that a person attests, answered for by the teacher."""
        made, _ = Duty.objects.get_or_create(
            school=self.school, control="training", defaults={"owner": self.people[Role.TEACHER]}
        )
        return made

    @cached_property
    def own_duty(self) -> Duty:
        """Another that the teacher answers for throughout."""
        made, _ = Duty.objects.update_or_create(
            school=self.school,
            control="policy-acknowledgement",
            defaults={"owner": self.people[Role.TEACHER]},
        )
        return made

    @cached_property
    def evidence(self) -> Evidence:
        """Evidence with a file, given by the teacher who owns the duty."""
        by = self.people[Role.TEACHER]
        file = store_file(
            by=by, school=self.school, name="list.txt", media_type="text/plain", content=b"Done."
        )
        return Evidence.objects.create(
            school=self.school,
            duty=self.own_duty,
            statement="Done together.",
            collected_on=today(),
            expires_on=today() + timedelta(days=365),
            by=by,
            file=file,
        )

    @cached_property
    def somebody(self) -> Person:
        """A person with nothing but a role that anybody who manages people may end."""
        return make_person(self.school, "Some", "Body", roles=(Role.VOLUNTEER,))

    @cached_property
    def household(self) -> Household:
        """A household in which that person lives."""
        home = Household.objects.create(school=self.school, name="Body")
        HouseholdMember.objects.create(school=self.school, household=home, person=self.somebody)
        return home

    def document(self, *, retired: bool = False) -> Document:
        """Another document of the shelf, on it or taken off it."""
        return Document.objects.create(
            school=self.school,
            kind=Document.Kind.BEHAVIOUR,
            title="Behaviour policy",
            retired_on=today() if retired else None,
        )

    def approval(self) -> Approval:
        """A prior approval that the teacher asks for and nobody decided on."""
        return Approval.objects.create(
            school=self.school,
            kind=Approval.Kind.PARENT_CONTACT,
            person=self.people[Role.TEACHER],
            with_whom="A neighbour",
            relationship=Approval.Relationship.NEIGHBOUR,
            platform="WhatsApp",
            why="We share lifts.",
            starts_on=today() + timedelta(days=7),
            ends_on=today() + timedelta(days=90),
        )

    def departure(self) -> Departure:
        """An exception that the teacher asks for and nobody decided on."""
        return Departure.objects.create(
            school=self.school,
            duty=self.own_duty,
            reason="The forms are late.",
            starts_on=today() + timedelta(days=1),
            ends_on=today() + timedelta(days=30),
            asked_by=self.people[Role.TEACHER],
        )

    def risk(self) -> Risk:
        """An open risk that the head owns."""
        return Risk.objects.create(
            school=self.school,
            title="Comments at night",
            owner=self.head,
            likelihood=2,
            impact=3,
            found_on=today(),
            review_on=today() + timedelta(days=90),
        )

    def pack(self) -> EvidencePack:
        """An evidence pack that is ready."""
        file = store_file(
            by=self.head,
            school=self.school,
            name="pack.zip",
            media_type="application/zip",
            content=b"PK",
        )
        return EvidencePack.objects.create(
            school=self.school,
            state=EvidencePack.State.DONE,
            starts_on=today() - timedelta(days=365),
            ends_on=today(),
            with_names=True,
            by=self.head,
            made_at=now(),
            file=file,
        )

    def link_secret(self) -> str:
        """The secret of a sign-in link of the head's."""
        return make_sign_in_link(by=machine(self.school, "people.add_head"), person=self.head)

    def term(self) -> Term:
        """A term of long ago, out of everybody's way."""
        add_term(
            by=self.head,
            school=self.school,
            name="Autumn",
            starts_on=date(2019, 9, 2),
            ends_on=date(2019, 12, 20),
        )
        return Term.objects.get(starts_on=date(2019, 9, 2), removed_in=None)

    def calendar_act(self) -> Any:
        """An act on the calendar that can be undone."""
        return add_term(
            by=self.head,
            school=self.school,
            name="Spring",
            starts_on=date(2019, 1, 7),
            ends_on=date(2019, 4, 5),
        )

    def closure(self) -> ClosedDay:
        """A closed day of long ago."""
        add_closure(
            by=self.head,
            school=self.school,
            kind=ClosedDay.Kind.INSET,
            first=date(2019, 10, 4),
            last=date(2019, 10, 4),
            words="Staff training",
        )
        return ClosedDay.objects.get(day=date(2019, 10, 4), removed_in=None)


def _passage(stage: Stage) -> int:
    """Where a passage begins that was read but taken for no clause."""
    pieces = as_it_was_read(stage.under_review)
    found = [each.start for each in pieces if getattr(each, "kind", "") != "clause"]
    return int(found[0])


def _text(stage: Stage) -> ClauseText:
    """A clause under review with another after it in the same section."""
    found = ClauseText.objects.filter(version=stage.under_review).order_by("position").first()
    assert found is not None
    return found


Sample = Callable[[Stage], Any]

BY_NAME: dict[str, Sample] = {
    "school": lambda stage: stage.school.slug,
    "name": lambda stage: next(iter(PAGES)),
    "secret": Stage.link_secret,
    "pk": lambda stage: (
        Authenticator.objects.order_by("pk").values_list("pk", flat=True).first() or 1
    ),
    "session": lambda stage: 1,
    "person": lambda stage: stage.somebody.pk,
    "household": lambda stage: stage.household.pk,
    "held": lambda stage: RoleHeld.objects.get(person=stage.somebody).pk,
    "version": lambda stage: stage.under_review.pk,
    "text": lambda stage: _text(stage).pk,
    "link": lambda stage: stage.link.pk,
    "section": lambda stage: 1,
    "start": _passage,
    "step": lambda stage: (
        confirm_link(by=stage.head, link=stage.link, version=stage.under_review).pk
    ),
    "upload": lambda stage: (
        PolicyImport.objects.create(school=stage.school, source_name="policy.pdf", by=stage.head).pk
    ),
    "ref": lambda stage: (
        ClauseText.objects.filter(version=stage.in_force)
        .values_list("clause__ref", flat=True)
        .first()
    ),
    "control": lambda stage: stage.duty.control,
    "evidence": lambda stage: stage.evidence.pk,
    "assignment": lambda stage: assign_duty(by=stage.head, duty=stage.duty, owner=stage.head).pk,
    "document": lambda stage: stage.document().pk,
    "reference": lambda stage: stage.approval().reference,
    "departure": lambda stage: stage.departure().pk,
    "risk": lambda stage: stage.risk().pk,
    "pack": lambda stage: stage.pack().pk,
    "term": lambda stage: stage.term().pk,
    "first": lambda stage: stage.closure().pk,
    "act": Stage.calendar_act,
}

BY_ADDRESS: dict[tuple[str, str], Sample] = {
    ("policy:document_restore", "document"): lambda stage: stage.document(retired=True).pk,
    ("policy:version_file", "version"): lambda stage: stage.in_force.pk,
    ("policy:report", "version"): lambda stage: stage.in_force.pk,
}


def sample(stage: Stage, address: str, part: str) -> Any:
    """What stands for this part of this address. Made once and kept. Raises LookupError with what
    to do where there is none."""
    by_address = BY_ADDRESS.get((address, part))
    make, key = by_address or BY_NAME.get(part), address if by_address else part
    if make is None:
        raise LookupError(
            f"The access matrix has no sample for <{part}> of {address}: add a line to BY_NAME or"
            " BY_ADDRESS in tests/architecture/samples.py that makes a real row and gives its key."
        )
    if (key, part) not in stage.made:
        stage.made[key, part] = make(stage)
    return stage.made[key, part]
