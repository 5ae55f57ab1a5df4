"""The design system declares nothing: no menu entry, no capability, no record of anybody."""

from candour.kit.manifest import Manifest

MANIFEST = Manifest()
