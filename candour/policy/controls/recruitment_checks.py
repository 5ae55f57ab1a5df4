"""Online searches of candidates are done fairly and recorded (common in other policies)."""

from candour.policy.controls import AttestedControl, register


@register
class RecruitmentChecks(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "recruitment-checks"
