"""What schools declare."""

from candour.kit.access import Capability
from candour.kit.manifest import AuditKind, Manifest, MenuItem, Retention

MANIFEST = Manifest(
    menu=(MenuItem("School", "schools:settings", ("schools.settings.manage",), order=90),),
    capabilities=(
        Capability("schools.create", "Set up a new school"),
        Capability(
            "schools.settings.manage", "Change how the school is reached and say that it is right"
        ),
        Capability("schools.calendar.manage", "Change the terms and closed days"),
    ),
    audit_kinds=(
        AuditKind("schools.school.created", "{actor} set up the school {name}"),
        AuditKind("schools.settings.changed", "{actor} changed in the school's settings: {fields}"),
        AuditKind("schools.settings.checked", "{actor} checked the school's settings: {fields}"),
        AuditKind("schools.term.added", "{actor} added {name}, from {starts_on} to {ends_on}"),
        AuditKind("schools.term.changed", "{actor} changed {name}: from {starts_on} to {ends_on}"),
        AuditKind("schools.term.removed", "{actor} took {name} out of the calendar"),
        AuditKind("schools.closure.added", "{actor} closed {days} from {first_day}: {kind}"),
        AuditKind(
            "schools.closure.changed", "{actor} changed closed days from {first_day}: {kind}"
        ),
        AuditKind("schools.closure.removed", "{actor} took closed days out, from {first_day}"),
        AuditKind(
            "schools.calendar.imported",
            "{actor} took {terms} terms and {days} closed days in from a calendar file",
        ),
        AuditKind(
            "schools.calendar.undone",
            "{actor} undid a change of the calendar: {put_back} put back, {taken_out} taken out",
        ),
    ),
    retention=(
        Retention(
            "School settings",
            "families and staff must be able to reach the school (PAR-12, PAR-13)",
            "as long as the school uses Candour",
        ),
        Retention(
            "Terms and closed days",
            "to work out when duties fall due",
            "as long as the school uses Candour",
        ),
    ),
)
