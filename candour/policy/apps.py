"""App configuration: fills the catalogue of controls."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """The policy app."""

    name = "candour.policy"
    label = "policy"

    def ready(self) -> None:
        """Find this app's controls; other apps do the same for theirs."""
        from candour.policy.controls import load

        load()
