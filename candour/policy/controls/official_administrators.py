"""Named members of staff hold the log-ins of official accounts (OFF-4)."""

from candour.policy.controls import AttestedControl, register


@register
class OfficialAdministrators(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "official-administrators"
