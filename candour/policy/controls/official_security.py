"""Official accounts are protected (OFF-6)."""

from candour.policy.controls import AttestedControl, register


@register
class OfficialSecurity(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "official-security"
