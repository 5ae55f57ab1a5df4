"""Each household was asked to agree, and the answers are kept (PAR-1, PAR-18, PAR-19)."""

from candour.policy.controls import AttestedControl, register


@register
class ParentAgreement(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "parent-agreement"
    about_version = True
    starts_again = True
