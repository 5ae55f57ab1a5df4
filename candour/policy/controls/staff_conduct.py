"""Staff know how to behave online, and that it matters (STA-4 to STA-8, STA-10, STA-11, PUR-3)."""

from candour.policy.controls import AttestedControl, register


@register
class StaffConduct(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "staff-conduct"
