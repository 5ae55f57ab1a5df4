"""Decisions about agreed exceptions to a duty: never one's own, and always with an end."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from candour.people.models import Person, Role
from candour.policy.models import Departure, Duty
from candour.policy.rules.approvals import LONGEST
from candour.policy.rules.deciding import DECIDED, NOT_ONES_OWN, falls_to
from candour.policy.rules.versions import Verdict

_YES = Verdict(True)


def can_ask(
    duty: Duty, asker: Person, manages: bool, starts_on: date, ends_on: date, today: date
) -> Verdict:
    """Whether an exception can be asked for: by the duty's owner or a leader, from today on, for a
    year at most."""
    if duty.owner_id != asker.pk and not manages:
        return Verdict(False, "Only whoever answers for the duty, or a leader, can ask for this.")
    if starts_on < today:
        return Verdict(False, "It cannot begin before today.")
    if ends_on < starts_on:
        return Verdict(False, "The last day must not be before the first.")
    if ends_on - starts_on > LONGEST:
        return Verdict(False, "An exception lasts at most a year. Ask again when it ends.")
    return _YES


def can_decide(
    departure: Departure, decider: Person, roles: Collection[Role], theirs: Collection[Role]
) -> Verdict:
    """Whether ``decider`` may agree or refuse: the head, or the chair of governors where the head
    asks (``theirs`` are the asker's roles); nobody their own."""
    if departure.state != Departure.State.ASKED:
        return Verdict(False, DECIDED)
    if departure.asked_by_id == decider.pk:
        return Verdict(False, NOT_ONES_OWN)
    return falls_to(roles, theirs)
