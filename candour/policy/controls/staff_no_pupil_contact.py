"""No employee or volunteer is in touch with pupils through social media (STA-14, STA-15, STA-19,
STA-20)."""

from candour.policy.controls import AttestedControl, register


@register
class StaffNoPupilContact(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "staff-no-pupil-contact"
