"""What the staff door declares: its menu entry."""

from candour.kit.manifest import Manifest, MenuItem

MANIFEST = Manifest(
    menu=(MenuItem("Waiting for me", "staff:desk", order=10),),
)
