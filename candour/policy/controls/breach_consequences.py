"""Staff are told what a breach may lead to (STA-9)."""

from candour.policy.controls import AttestedControl, register


@register
class BreachConsequences(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "breach-consequences"
