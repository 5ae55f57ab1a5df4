"""Everybody whom the policy binds has read and accepted the version in force (INT-1, STA-9)."""

from candour.policy.controls import AttestedControl, register


@register
class PolicyAcknowledgement(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "policy-acknowledgement"
    about_version = True
    starts_again = True
