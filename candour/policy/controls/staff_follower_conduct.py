"""Staff who follow the school's channels know the terms (FOL-1 to FOL-4, FOL-7 to FOL-11)."""

from candour.policy.controls import AttestedControl, register


@register
class StaffFollowerConduct(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "staff-follower-conduct"
