"""What is shared keeps to data protection law (PRO-5)."""

from candour.policy.controls import AttestedControl, register


@register
class DataProtection(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "data-protection"
