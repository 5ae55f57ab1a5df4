"""Official channels and the school's website point to each other (OFF-7)."""

from candour.policy.controls import AttestedControl, register


@register
class OfficialWebsiteLink(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "official-website-link"
