"""Staff know the advice not to name the school on personal profiles (STA-16, STA-17)."""

from candour.policy.controls import AttestedControl, register


@register
class StaffNotIdentifySchool(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "staff-not-identify-school"
