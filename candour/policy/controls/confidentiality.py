"""What people learn at work is not shared on social media (PRO-6, STA-18)."""

from candour.policy.controls import AttestedControl, register


@register
class Confidentiality(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "confidentiality"
