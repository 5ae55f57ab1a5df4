"""Pupils do not use social media sites in school (PAR-5)."""

from candour.policy.controls import AttestedControl, register


@register
class PupilInSchoolBan(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "pupil-in-school-ban"
