"""Pupils are taught to use social media safely (PUP-1, PUP-2, PUP-7 to PUP-14, PUP-20)."""

from candour.policy.controls import AttestedControl, register


@register
class PupilEducation(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "pupil-education"
