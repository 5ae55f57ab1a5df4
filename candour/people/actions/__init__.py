"""Every write about people."""

from candour.people.actions.accounts import end_other_sessions, end_session, note_second_step
from candour.people.actions.households import (
    add_household,
    add_to_household,
    remove_from_household,
)
from candour.people.actions.links import make_sign_in_link, use_sign_in_link
from candour.people.actions.people import (
    add_first_head,
    add_person,
    bring_back,
    change_person,
    retire_person,
)
from candour.people.actions.roles import announce_ends, end_role, give_role, restore_role

__all__ = [
    "add_first_head",
    "add_household",
    "add_person",
    "add_to_household",
    "announce_ends",
    "bring_back",
    "change_person",
    "end_other_sessions",
    "end_role",
    "end_session",
    "give_role",
    "make_sign_in_link",
    "note_second_step",
    "remove_from_household",
    "restore_role",
    "retire_person",
    "use_sign_in_link",
]
