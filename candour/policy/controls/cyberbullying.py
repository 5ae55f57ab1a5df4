"""Bullying online is dealt with under the school's own procedures (PUP-6, STA-24)."""

from candour.policy.controls import AttestedControl, register


@register
class Cyberbullying(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "cyberbullying"
