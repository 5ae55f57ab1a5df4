"""Families are told not to share pictures of other people's children (PAR-10, PAR-11)."""

from candour.policy.controls import AttestedControl, register


@register
class ParentPhotos(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "parent-photos"
