"""What stored files declare."""

from candour.kit.access import Capability
from candour.kit.manifest import AuditKind, Manifest, Retention

MANIFEST = Manifest(
    capabilities=(Capability("files.store", "Add a file, such as a policy or a note of evidence"),),
    audit_kinds=(
        AuditKind("files.file.stored", "{actor} stored a file of {size} bytes"),
        AuditKind("files.file.discarded", "{actor} took back a file that nothing came to use"),
    ),
    retention=(
        Retention(
            "Stored files",
            "the same as the record that each belongs to",
            "as long as the record that each belongs to",
        ),
    ),
)
