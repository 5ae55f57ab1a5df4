"""App configuration: the people app is the authority on who may do what."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, people, roles, households, sign-in."""

    name = "candour.people"
    label = "people"

    def ready(self) -> None:
        """Register the authority, the system checks, and what an actor is called on the trail."""
        from candour.audit.naming import register_names
        from candour.kit.access import register_authority
        from candour.people import checks  # noqa: F401
        from candour.people.authority import RolesOfToday
        from candour.people.queries.names import names_of

        register_authority(RolesOfToday())
        register_names(names_of)
