"""Families find the office and the complaints procedure (PAR-12, PAR-13)."""

from candour.policy.controls import AttestedControl, register


@register
class ComplaintsContact(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "complaints-contact"
