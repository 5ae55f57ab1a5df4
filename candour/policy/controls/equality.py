"""The policy is applied fairly to everybody (common in other policies)."""

from candour.policy.controls import AttestedControl, register


@register
class Equality(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "equality"
