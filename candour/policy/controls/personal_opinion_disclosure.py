"""Staff who comment say what their role is and that the view is their own (FOL-5, FOL-6)."""

from candour.policy.controls import AttestedControl, register


@register
class PersonalOpinionDisclosure(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "personal-opinion-disclosure"
