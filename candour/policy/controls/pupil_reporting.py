"""Pupils know how to block, to report and whom to tell (PUP-16 to PUP-19)."""

from candour.policy.controls import AttestedControl, register


@register
class PupilReporting(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "pupil-reporting"
