"""What the staff door declares: its two menu entries."""

from candour.kit.manifest import Manifest, MenuItem

MANIFEST = Manifest(
    menu=(
        MenuItem("Waiting for me", "staff:desk", order=10),
        MenuItem(
            "First steps", "staff:first_steps", ("policy.import", "schools.settings.manage"), 95
        ),
    ),
)
