"""The website and a weekly newsletter are the normal channels (PAR-14)."""

from candour.policy.controls import AttestedControl, register


@register
class Newsletter(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "newsletter"
