"""What the audit trail declares."""

from candour.kit.access import Capability
from candour.kit.manifest import AuditKind, Manifest, Retention

MANIFEST = Manifest(
    capabilities=(
        Capability("audit.read", "Read the record of who did what, check it and download it"),
        Capability("audit.read_sealed", "Read the sealed record of concerns and cases"),
        Capability("audit.checkpoint", "Sign where the record stands"),
        Capability("audit.erase", "Erase what the record says about people when its time is over"),
    ),
    audit_kinds=(
        AuditKind("audit.sealed.marked", "{actor} marked the hour on the sealed record"),
        AuditKind("audit.sealed.anchored", "{actor} tied the sealed record to this one"),
        AuditKind("audit.trail.checked", "{actor} asked for the record to be checked"),
        AuditKind(
            "audit.trail.verified",
            "{actor} checked {entries} entries of the record and found {problems} problems",
        ),
        AuditKind("audit.trail.exported", "{actor} downloaded the record"),
        AuditKind(
            "audit.personal.erased",
            "{actor} erased what entry {sequence} said about people",
        ),
    ),
    retention=(
        Retention(
            "Audit entries",
            "to show that the policy is followed (OFF-10, STA-2)",
            "as long as the school uses Candour",
        ),
        Retention(
            "What audit entries say about people",
            "to understand what happened",
            "as long as each kind of entry says; then erased, and the chain stays whole",
        ),
    ),
)
