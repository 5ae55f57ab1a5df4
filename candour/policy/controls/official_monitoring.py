"""Official accounts are looked at regularly (OFF-5)."""

from candour.policy.controls import AttestedControl, register


@register
class OfficialMonitoring(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "official-monitoring"
