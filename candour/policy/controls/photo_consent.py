"""No picture or name of a child is used without consent (PRO-5, OFF-8)."""

from candour.policy.controls import AttestedControl, register


@register
class PhotoConsent(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "photo-consent"
