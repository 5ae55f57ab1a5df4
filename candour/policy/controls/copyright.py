"""What is shared may be shared (PRO-3, PRO-4)."""

from candour.policy.controls import AttestedControl, register


@register
class Copyright(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "copyright"
