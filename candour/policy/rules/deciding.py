"""Who decides about what another person asks for: the head, or the chair for the head's own."""

from __future__ import annotations

from collections.abc import Collection

from candour.kit.access import Actor, Refused
from candour.people.models import Person, Role
from candour.policy.rules.versions import Verdict

DECIDED = "This was decided already."
NOT_ONES_OWN = "Nobody decides about their own request."


def falls_to(roles: Collection[Role], theirs: Collection[Role]) -> Verdict:
    """Whether somebody with ``roles`` decides: the head alone, or the chair of governors where
    whoever asks holds the head's role (``theirs``)."""
    wanted = Role.CHAIR if Role.HEAD in theirs else Role.HEAD
    if wanted in roles:
        return Verdict(True)
    who = "the chair of governors" if wanted == Role.CHAIR else "the headteacher"
    return Verdict(False, f"Only {who} decides about this.")


def acting_person(by: Actor, what: str) -> Person:
    """The person who acts. Raises Refused for a job or a command: ``what`` ("an approval") is asked
    for and decided by people alone."""
    if not isinstance(by, Person):
        raise Refused(f"Only a person can ask for {what} or decide about one.")
    return by
