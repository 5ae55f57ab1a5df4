"""Pupils and families know the minimum ages (PUP-3, PUP-15)."""

from candour.policy.controls import AttestedControl, register


@register
class PupilMinimumAge(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "pupil-minimum-age"
