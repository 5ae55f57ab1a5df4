"""App configuration: the people app is the authority on who may do what."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, people, roles, households, sign-in."""

    name = "candour.people"
    label = "people"
