"""Official messages are clear, open and kept (OFF-9 to OFF-11, PRO-1, PRO-2, PAR-2)."""

from candour.policy.controls import AttestedControl, register


@register
class OfficialTransparency(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "official-transparency"
