"""What is said about the school in public is looked at and answered (STA-4)."""

from candour.policy.controls import AttestedControl, register


@register
class ReputationMonitoring(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "reputation-monitoring"
