"""What the staff door shows: who hears a concern, and how far a new school has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from candour.kit.access import allows
from candour.people.models import Person, Role
from candour.policy.models import Version
from candour.policy.queries.coverage import Coverage, coverage
from candour.policy.queries.duties import holders_by_role
from candour.policy.queries.versions import the_policy, under_review
from candour.schools.models import School, SchoolSettings
from candour.schools.queries import settings_of

DOORS = (
    ("policy.read", "policy:today", "Our policy today", "Every clause, and where it stands."),
    ("policy.evidence.attest", "policy:duties", "Duties", "What you answer for, and proof of it."),
    ("policy.approvals.ask", "policy:approvals", "Ask first", "Contact, links and devices."),
    ("policy.read", "policy:shelf", "The shelf", "The policy and the documents it leans on."),
    ("policy.risks.read", "policy:risks", "Risk register", "What could happen, and what we do."),
    ("policy.coverage.print", "policy:governors", "For governors", "The page to print: no names."),
    ("policy.pack.export", "policy:pack", "Evidence pack", "Everything in one file, with proof."),
    ("people.read", "people:people", "People", "Who is here, and who does what."),
    ("audit.read_sealed", "audit:sealed_trail", "The sealed record", "What was done about cases."),
    ("audit.read", "audit:trail", "The record", "What was done, by whom, when."),
    ("policy.import", "staff:first_steps", "First steps", "From nothing to a live page."),
)
STEP_STATES = {True: "met", False: "not_started"}


@dataclass(frozen=True)
class ConcernContacts:
    """Who hears a concern at this school today (STA-23), and how they are reached."""

    leads: list[Person]
    deputies: list[Person]
    settings: SchoolSettings

    @property
    def telephone(self) -> str:
        """The safeguarding telephone, or the school's where there is none."""
        return self.settings.dsl_telephone or self.settings.telephone


@dataclass(frozen=True)
class Door:
    """One of the big things that a role does: its words, a line more, and where it is."""

    words: str
    line: str
    url: str


def doors(person: Person, school: School) -> list[Door]:
    """The big things that this person's roles do. No query."""
    return [
        Door(words, line, reverse(name, args=[school.slug]))
        for capability, name, words, line in DOORS
        if allows(person, capability)
    ]


def concern_contacts(school: School, today: date) -> ConcernContacts:
    """The designated safeguarding lead, the deputies and the telephone. Two queries."""
    held = holders_by_role(school, today, (Role.DSL, Role.DEPUTY_DSL))
    leads, deputies = held.get(Role.DSL, []), held.get(Role.DEPUTY_DSL, [])
    return ConcernContacts(leads, deputies, settings_of(school))


@dataclass(frozen=True)
class Step:
    """One step of a new school: what to do, why, where, and whether it is done."""

    title: str
    why: str
    url: str
    done: bool
    words: str = ""

    @property
    def state(self) -> str:
        """The sign beside it."""
        return STEP_STATES[self.done]


def first_steps(school: School, today: date) -> list[Step]:
    """From nothing to a live page, in the order to be done. A fixed number of queries."""
    now = coverage(school, today)
    document = the_policy(school)
    version = under_review(document) if document is not None else None
    contacts = concern_contacts(school, today)
    return [
        _safeguarding(school, contacts),
        _contact_details(school, contacts.settings),
        _give_policy(school, now, version),
        _confirm_links(school, now, version),
        _name_owners(school, now),
        _show_governors(school, now),
    ]


def _safeguarding(school: School, contacts: ConcernContacts) -> Step:
    return Step(
        "Name the designated safeguarding lead and a deputy",
        "Their names stand on the page behind “Raise a concern”, from the first day.",
        reverse("people:people", args=[school.slug]),
        bool(contacts.leads and contacts.deputies),
    )


def _contact_details(school: School, settings: SchoolSettings) -> Step:
    given = (settings.telephone, settings.office_email, settings.website)
    return Step(
        "Say how the school is reached",
        "Telephone, office e-mail and website go on every page and letter.",
        reverse("schools:settings", args=[school.slug]),
        all(given),
    )


def _give_policy(school: School, now: Coverage, version: Version | None) -> Step:
    return Step(
        "Give Candour your policy",
        "A PDF, a Word file or text. If you have none, start from the model policy.",
        reverse("policy:import", args=[school.slug]),
        now.version is not None or version is not None,
    )


def _confirm_links(school: School, now: Coverage, version: Version | None) -> Step:
    page = "policy:import" if version is None else "policy:review_start"
    args = [school.slug] if version is None else [school.slug, version.pk]
    return Step(
        "Start with these eight, then bring the policy into force",
        "Say what the eight most important clauses ask for, and who answers for them.",
        reverse(page, args=args),
        now.version is not None,
    )


def _name_owners(school: School, now: Coverage) -> Step:
    left = sum(clause.state == "nobody" for clause in now.clauses)
    return Step(
        "Name somebody for every duty",
        "A duty that nobody answers for is red on your page and on the governors’.",
        reverse("policy:duties", args=[school.slug]) + "?state=nobody",
        now.version is not None and left == 0,
        f"{left} clauses have nobody yet." if left else "",
    )


def _show_governors(school: School, now: Coverage) -> Step:
    return Step(
        "Look at your policy today, and show the governors",
        "One page: every clause, and where it stands. The governors’ print has no names.",
        reverse("policy:today", args=[school.slug]),
        now.version is not None and now.in_hand > 0,
    )
