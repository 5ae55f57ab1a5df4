"""Decisions about prior approvals: who may ask, who may decide, and when one holds.

Sources: STA-15, STA-19 to STA-22; tensions T-1 (a pupil needs a declared link, and head and
designated safeguarding lead together) and T-2 (named person, named device, end date).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from candour.people.models import Person, Role
from candour.policy.models import Approval
from candour.policy.rules.deciding import DECIDED, NOT_ONES_OWN, falls_to
from candour.policy.rules.versions import Verdict
from candour.schools.calendar import next_first_of_september

LONGEST = timedelta(days=366)
_YES = Verdict(True)


@dataclass(frozen=True)
class Asked:
    """What is asked for, before it is a row."""

    kind: str
    with_whom: str
    relationship: str
    platform: str
    device: str
    why: str
    conditions: str
    starts_on: date
    ends_on: date


def can_ask(asked: Asked, today: date) -> Verdict:
    """Whether a request can be made with these facts on this day."""
    if asked.kind == Approval.Kind.DEVICE and not asked.device.strip():
        return Verdict(False, "Say which school device it is about.")
    if asked.kind != Approval.Kind.DEVICE and not asked.with_whom.strip():
        return Verdict(False, "Say with whom.")
    if asked.kind == Approval.Kind.PUPIL_LINK and asked.relationship == Approval.Relationship.NONE:
        return Verdict(
            False,
            "Contact with a pupil cannot be approved; a family or earlier link can be declared.",
        )
    if asked.starts_on <= today:
        return Verdict(False, "It must begin after it is decided, so at the earliest tomorrow.")
    return can_last(asked.kind, asked.starts_on, asked.ends_on)


def can_last(kind: str, starts_on: date, ends_on: date) -> Verdict:
    """Whether an approval may run for this long: a year at most, on a school device at most to the
    end of the school year."""
    if ends_on < starts_on:
        return Verdict(False, "The last day must not be before the first.")
    if ends_on - starts_on > LONGEST:
        return Verdict(False, "An approval lasts at most a year. Ask again when it ends.")
    if kind == Approval.Kind.DEVICE and ends_on >= next_first_of_september(starts_on):
        return Verdict(False, "On a school device it lasts at most to 31 August.")
    return _YES


def can_ask_for(asker: Person, person: Person, roles: Collection[Role], manages: bool) -> Verdict:
    """Whether ``asker`` may ask in the name of ``person``, who holds ``roles``: everybody for
    themselves; the office or a leader for a volunteer."""
    if asker.pk == person.pk:
        return _YES
    if manages and Role.VOLUNTEER in roles:
        return _YES
    return Verdict(False, "Only a volunteer can be asked for by somebody else.")


def can_decide(
    approval: Approval, decider: Person, roles: Collection[Role], theirs: Collection[Role]
) -> Verdict:
    """Whether ``decider`` with ``roles`` may grant or refuse: the head alone, or the chair of
    governors where the person asking holds the head's role (``theirs``); nobody their own."""
    if approval.state != Approval.State.ASKED or approval.decided_by_id is not None:
        return Verdict(False, DECIDED)
    if approval.person_id == decider.pk:
        return Verdict(False, NOT_ONES_OWN)
    if approval.second_by_id == decider.pk:
        return Verdict(False, "Two different people must decide where a pupil is named.")
    return falls_to(roles, theirs)


def can_second(
    approval: Approval, decider: Person, roles: Collection[Role], barred: Collection[Role]
) -> Verdict:
    """Whether ``decider`` may give the safeguarding decision that a pupil's name needs (T-1): the
    designated safeguarding lead; a deputy only where the lead asks, or has decided as head.
    ``barred`` are the roles of whoever asks and of whoever decided first."""
    if approval.kind != Approval.Kind.PUPIL_LINK:
        return Verdict(False, "This needs no second decision.")
    if approval.state != Approval.State.ASKED or approval.second_by_id is not None:
        return Verdict(False, DECIDED)
    if approval.person_id == decider.pk:
        return Verdict(False, NOT_ONES_OWN)
    if approval.decided_by_id == decider.pk:
        return Verdict(False, "Two different people must decide where a pupil is named.")
    if Role.DSL in roles or (Role.DEPUTY_DSL in roles and Role.DSL in barred):
        return _YES
    who = "a deputy of the" if Role.DSL in barred else "the"
    return Verdict(False, f"Only {who} designated safeguarding lead decides about this.")


def can_begin(approval: Approval, starts_on: date, today: date) -> Verdict:
    """Whether it may begin on this day when it is decided today: later than today, and never
    earlier than was asked."""
    if starts_on < approval.starts_on:
        return Verdict(False, "It cannot begin earlier than was asked.")
    if starts_on <= today:
        return Verdict(
            False, "It must begin after the decision. Move the first day to tomorrow or later."
        )
    return can_last(approval.kind, starts_on, approval.ends_on)


def is_complete(approval: Approval) -> bool:
    """Whether everybody who has to has said yes."""
    seconded = approval.kind != Approval.Kind.PUPIL_LINK or approval.second_by_id is not None
    return approval.decided_by_id is not None and seconded


def is_in_force(approval: Approval, day: date) -> bool:
    """Whether an approval holds on a day. Nothing has to run for it to lapse."""
    return (
        approval.state in (Approval.State.GRANTED, Approval.State.ENDED)
        and approval.starts_on <= day <= approval.ends_on
        and (approval.ended_on is None or day < approval.ended_on)
    )


def can_end(approval: Approval, person: Person, decides: bool, today: date) -> Verdict:
    """Whether ``person`` may end a granted approval early: whose it is, or one who decides."""
    if approval.state != Approval.State.GRANTED or approval.ends_on < today:
        return Verdict(False, "It has ended already, or was never granted.")
    if person.pk != approval.person_id and not decides:
        return Verdict(False, "Only the person it is for, or whoever decides, can end it.")
    return _YES
