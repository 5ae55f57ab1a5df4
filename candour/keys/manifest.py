"""What keys declare."""

from candour.kit.access import Capability
from candour.kit.manifest import AuditKind, Manifest, Retention

MANIFEST = Manifest(
    capabilities=(Capability("keys.manage", "Make and change the keys that lock the records"),),
    audit_kinds=(
        AuditKind("keys.school.created", "{actor} gave the school its keys"),
        AuditKind("keys.data.rotated", "{actor} changed the key that locks the school's records"),
        AuditKind("keys.signing.rotated", "{actor} changed the key that signs the record"),
        AuditKind("keys.master.rotated", "{actor} changed the master key"),
        AuditKind(
            "keys.master.recovered",
            "{actor} brought the master key back with two parts of the recovery kit",
        ),
        AuditKind("keys.kit.made", "{actor} made a new recovery kit"),
        AuditKind("keys.kit.proved", "{actor} typed the recovery kit back, so it was printed"),
    ),
    retention=(
        Retention(
            "A school's keys",
            "needed to read what they locked",
            "as long as anything that they locked is kept",
        ),
    ),
)
