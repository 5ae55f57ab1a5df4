"""Each tool is risk assessed before it is used officially (OFF-1, OFF-3)."""

from candour.policy.controls import AttestedControl, register


@register
class OfficialRiskAssessment(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "official-risk-assessment"
