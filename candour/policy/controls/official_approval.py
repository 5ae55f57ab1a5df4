"""The head approves each tool before it is used officially (OFF-2, OFF-3)."""

from candour.policy.controls import AttestedControl, register


@register
class OfficialApproval(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "official-approval"
