"""Everybody can raise a concern, and it reaches the DSL (STA-10, STA-23, PUP-18)."""

from candour.policy.controls import AttestedControl, register


@register
class ConcernReporting(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "concern-reporting"
