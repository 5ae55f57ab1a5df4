"""Families are told of private channels and given their own log-in (PAR-15 to PAR-17)."""

from candour.policy.controls import AttestedControl, register


@register
class PrivateChannels(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "private-channels"
