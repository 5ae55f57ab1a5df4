"""App configuration: takes in what the other apps declare."""

import importlib
import importlib.util

from django.apps import AppConfig, apps


class WorkConfig(AppConfig):
    """Background jobs: lease, retry, periodic."""

    name = "candour.work"
    label = "work"

    def ready(self) -> None:
        """Carry events by jobs, and import every app's ``jobs`` and ``reactions`` modules, so that
        what they declare is known before anything is announced."""
        from candour.kit.events import register_enqueuer
        from candour.work.delivery import enqueue_delivery

        register_enqueuer(enqueue_delivery)
        importlib.import_module("candour.work.upkeep")
        for config in apps.get_app_configs():
            for part in ("jobs", "reactions"):
                name = f"{config.name}.{part}"
                if config.name.startswith("candour.") and importlib.util.find_spec(name):
                    importlib.import_module(name)
