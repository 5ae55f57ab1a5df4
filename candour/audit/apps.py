"""App configuration."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit app."""

    name = "candour.audit"
    label = "audit"

    def ready(self) -> None:
        """Name the recorder behind ``kit.actions.record``."""
        from candour.audit.recording import ChainRecorder
        from candour.kit.actions import register_recorder

        register_recorder(ChainRecorder())
