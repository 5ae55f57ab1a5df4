"""Who may do what: one table that a headteacher can read.

Each line grants one capability to roles and says why in plain words. What a capability means is
said where it is declared (an app's manifest); the page "Who may do what" shows both together. A
system check (``people/checks.py``) refuses a line whose capability nobody declared, and a
capability that nobody was granted.
"""

from __future__ import annotations

from dataclasses import dataclass

from candour.people.models import Role

WORK, FAMILY = "work", "family"

# The same human may be teacher and parent: one hat is worn at a time (see people/authority.py).
HAT_OF_ROLE: dict[Role, str] = {
    role: FAMILY if role in {Role.PARENT, Role.PUPIL} else WORK for role in Role
}

# A stolen e-mail box must not open these people's pages. The list is that of the product's first
# part; the DfE's cyber security standard for schools asks for it where personal data is reached.
SECOND_FACTOR_ROLES = frozenset(
    {
        Role.HEAD,
        Role.SENIOR_LEADER,
        Role.DSL,
        Role.DEPUTY_DSL,
        Role.ADMINISTRATOR,
        Role.OFFICE,
        Role.TECHNICIAN,
        Role.CHAIR,
    }
)

# Giving or ending these is for leaders, so that the office cannot raise itself; the head's own
# role is for heads alone.
GUARDED_ROLES = SECOND_FACTOR_ROLES

HEAD = frozenset({Role.HEAD})
LEADERS = HEAD | {Role.SENIOR_LEADER}
SAFEGUARDING = frozenset({Role.DSL, Role.DEPUTY_DSL})
RUNS_THE_SCHOOL = LEADERS | {Role.OFFICE}
STAFF = (
    LEADERS
    | SAFEGUARDING
    | {Role.ADMINISTRATOR, Role.TEACHER, Role.STAFF, Role.OFFICE, Role.TECHNICIAN}
)
GOVERNANCE = frozenset({Role.CHAIR, Role.GOVERNOR, Role.TRUSTEE})
AT_WORK = STAFF | GOVERNANCE | {Role.VOLUNTEER}


@dataclass(frozen=True)
class Grant:
    """One line of the table: a capability, the roles that hold it, and why these."""

    capability: str
    roles: frozenset[Role]
    why: str


@dataclass(frozen=True)
class Group:
    """Lines that belong together, under a heading in plain words."""

    title: str
    grants: tuple[Grant, ...]


TABLE: tuple[Group, ...] = (
    Group(
        "The policy",
        (
            Grant(
                "policy.read", AT_WORK, "The policy binds them, so they must be able to read it."
            ),
            Grant("policy.import", LEADERS, "A new version changes what everybody must do."),
            Grant(
                "policy.links.confirm",
                LEADERS | {Role.DSL},
                "Whoever says what a clause asks for must know the school's rules.",
            ),
            Grant(
                "policy.shelf.manage",
                RUNS_THE_SCHOOL,
                "The office keeps the school's documents in order.",
            ),
            Grant(
                "policy.coverage.print",
                LEADERS | {Role.DSL} | GOVERNANCE,
                "Governors check that the policy is kept.",
            ),
        ),
    ),
    Group(
        "Duties and evidence",
        (
            Grant("policy.duties.assign", LEADERS, "Leaders decide who does what."),
            Grant(
                "policy.duties.manage",
                LEADERS | {Role.DSL},
                "The safeguarding lead keeps the safeguarding duties.",
            ),
            Grant(
                "policy.evidence.attest",
                STAFF,
                "Any of the staff may be given a duty. Each can sign for their own only.",
            ),
            Grant(
                "policy.evidence.read",
                LEADERS | SAFEGUARDING,
                "Evidence can name people, so few may read it.",
            ),
            Grant(
                "policy.pack.export",
                LEADERS | {Role.CHAIR},
                "The pack is given to governors and inspectors.",
            ),
            Grant(
                "files.store",
                STAFF | GOVERNANCE | {Role.VOLUNTEER},
                "Evidence is often a file.",
            ),
        ),
    ),
    Group(
        "Approvals, exceptions and risks",
        (
            Grant(
                "policy.approvals.ask",
                AT_WORK,
                "The policy tells them to ask first (STA-15, STA-21, STA-22).",
            ),
            Grant(
                "policy.approvals.read",
                HEAD | {Role.CHAIR},
                "These are about people's private lives, so only those who decide may read them.",
            ),
            Grant(
                "policy.approvals.decide",
                HEAD | {Role.CHAIR},
                "The head alone decides. The chair decides where it is about the head.",
            ),
            Grant(
                "policy.approvals.second",
                SAFEGUARDING,
                "Where a pupil is named, the safeguarding lead decides together with the head.",
            ),
            Grant(
                "policy.departures.ask",
                STAFF,
                "Whoever cannot keep a duty must be able to say so. Each can ask for their own.",
            ),
            Grant("policy.departures.decide", HEAD | {Role.CHAIR}, "The head answers for these."),
            Grant(
                "policy.risks.read",
                LEADERS | SAFEGUARDING | {Role.ADMINISTRATOR} | GOVERNANCE,
                "Leaders and governors must know the risks.",
            ),
            Grant("policy.risks.manage", LEADERS | {Role.DSL}, "Leaders own the risks."),
        ),
    ),
    Group(
        "People and the school",
        (
            Grant("people.read", STAFF, "Colleagues must know who answers for what."),
            Grant("people.manage", RUNS_THE_SCHOOL, "The office knows who comes and who goes."),
            Grant(
                "people.own_account",
                frozenset(Role),
                "Everybody looks after their own way in, and nobody else's.",
            ),
            Grant("schools.settings.manage", RUNS_THE_SCHOOL, "The office keeps these right."),
            Grant("schools.calendar.manage", RUNS_THE_SCHOOL, "The office keeps the term dates."),
        ),
    ),
    Group(
        "The record of what was done",
        (
            Grant(
                "audit.read", HEAD | {Role.CHAIR}, "The head and the chair hold people to account."
            ),
            Grant(
                "audit.read_sealed",
                frozenset({Role.DSL}),
                "A concern may be about the head. Only the safeguarding lead reads these.",
            ),
        ),
    ),
)

# Capabilities that no role holds, with the reason: only a command or a job acts with them.
MACHINE_ONLY: dict[str, str] = {
    "schools.create": "Only whoever runs the machine sets up a school (candour setup).",
    "people.add_head": "The first headteacher has nobody above them to add them (candour setup).",
    "keys.manage": "Only whoever runs the machine holds the master key (candour keys).",
    "audit.checkpoint": "The record is signed at fixed hours, by nobody's hand.",
    "audit.erase": "Erasure follows the retention rules, by nobody's hand.",
}

GRANTS: dict[Role, frozenset[str]] = {
    role: frozenset(
        grant.capability for group in TABLE for grant in group.grants if role in grant.roles
    )
    for role in Role
}
