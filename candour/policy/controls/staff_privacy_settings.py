"""Staff looked at their own profiles and settings; nobody sees what they found (STA-12,
STA-13)."""

from candour.policy.controls import AttestedControl, register


@register
class StaffPrivacySettings(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "staff-privacy-settings"
