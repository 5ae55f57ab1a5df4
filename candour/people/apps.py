"""App configuration: the people app is the authority on who may do what."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, people, roles, households, sign-in."""

    name = "candour.people"
    label = "people"

    def ready(self) -> None:
        """Register the authority, the checks, what an actor is called, and what a new master key
        must seal anew."""
        from candour.audit.naming import register_names
        from candour.keys.master import at_master_change
        from candour.kit.access import register_authority
        from candour.people import checks  # noqa: F401
        from candour.people.authority import RolesOfToday
        from candour.people.queries.names import names_of
        from candour.people.sealed_text import seal_anew

        register_authority(RolesOfToday())
        register_names(names_of)
        at_master_change(seal_anew)
