"""Whether to tell parents of a worry is decided, with a reason, each time (PUP-4 to PUP-6)."""

from candour.policy.controls import AttestedControl, register


@register
class ParentNotification(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "parent-notification"
