"""Social media is kept off the school's devices, but for agreed exceptions (STA-22)."""

from candour.policy.controls import AttestedControl, register


@register
class DeviceUse(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "device-use"
