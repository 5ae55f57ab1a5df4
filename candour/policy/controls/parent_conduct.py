"""Families know what is expected of them online (PAR-3, PAR-4, PAR-6 to PAR-9)."""

from candour.policy.controls import AttestedControl, register


@register
class ParentConduct(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "parent-conduct"
