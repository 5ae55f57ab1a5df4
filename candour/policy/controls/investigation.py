"""One senior person leads each investigation (STA-3, STA-24)."""

from candour.policy.controls import AttestedControl, register


@register
class Investigation(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "investigation"
