"""What follows a breach is written down and applied fairly (PAR-6, STA-24)."""

from candour.policy.controls import AttestedControl, register


@register
class Sanctions(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "sanctions"
