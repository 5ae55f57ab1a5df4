"""What the people app declares."""

from candour.kit.access import Capability
from candour.kit.manifest import AuditKind, Manifest, MenuItem, Retention

_NAMES = "names and addresses go when the person's own record goes"

MANIFEST = Manifest(
    menu=(MenuItem("People", "people:people", ("people.read",), order=60),),
    capabilities=(
        Capability("people.read", "See who is at the school and which roles they hold"),
        Capability("people.own_account", "Look after one's own second steps and devices"),
        Capability("people.add_head", "Add the first headteacher of a new school"),
        Capability("people.manage", "Add people, give and end roles, and say when somebody leaves"),
    ),
    audit_kinds=(
        AuditKind("people.person.added", "{actor} added a person", _NAMES),
        AuditKind("people.person.changed", "{actor} changed a person's details", _NAMES),
        AuditKind(
            "people.person.retired", "{actor} recorded that a person leaves on {left_on}", _NAMES
        ),
        AuditKind(
            "people.person.returned", "{actor} recorded that a person who left is back", _NAMES
        ),
        AuditKind("people.role.given", "{actor} gave the role {role} from {starts_on}"),
        AuditKind("people.role.ended", "{actor} ended the role {role} on {ends_on}"),
        AuditKind("people.role.restored", "{actor} took back the end of the role {role}"),
        AuditKind("people.ends.announced", "{actor} told the other parts which roles had ended"),
        AuditKind("people.household.created", "{actor} added a household", _NAMES),
        AuditKind("people.household.joined", "{actor} added a person to a household"),
        AuditKind("people.household.left", "{actor} took a person out of a household"),
        AuditKind("people.link.made", "{actor} made a sign-in link for the first headteacher"),
        AuditKind("people.link.used", "{actor} signed in with the first headteacher's link"),
        AuditKind("people.second_step.added", "{actor} added a second step to their sign-in"),
        AuditKind("people.second_step.removed", "{actor} removed a second step from their sign-in"),
        AuditKind("people.sessions.ended", "{actor} signed out {count} of their own devices"),
    ),
    retention=(
        Retention(
            "People and the roles they held",
            "to know who may do what, and who did (public task)",
            "while they are at the school, and seven years more",
        ),
        Retention(
            "Accounts and second steps",
            "to let people in safely (public task)",
            "while the person is at a school that uses Candour",
        ),
        Retention("Sign-in codes and limits", "to keep others out", "24 hours"),
    ),
)
