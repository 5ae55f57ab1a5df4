"""Staff were trained in the use of social media (STA-1)."""

from candour.policy.controls import AttestedControl, register


@register
class Training(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "training"
    starts_again = True
