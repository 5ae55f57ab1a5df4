"""Controls of this app, one a file; found when the app is ready (``load``)."""

from candour.kit.registry import import_folder
from candour.policy.rules.catalogue import (
    CONTROLS,
    AttestedControl,
    Control,
    Fact,
    register,
)

__all__ = ["CONTROLS", "AttestedControl", "Control", "Fact", "load", "register"]


def load() -> None:
    """Put every control of this folder into the catalogue."""
    import_folder(__name__)
