"""Families are told of official channels and how to use them safely (OFF-12 to OFF-14, PAR-16)."""

from candour.policy.controls import AttestedControl, register


@register
class OfficialNoticeToParents(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "official-notice-to-parents"
