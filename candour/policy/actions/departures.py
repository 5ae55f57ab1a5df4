"""Agreed exceptions to a duty: asked for, decided by another person, ended."""

from __future__ import annotations

from datetime import date

from candour.kit.access import Actor, Refused, allows
from candour.kit.actions import action, record
from candour.kit.clock import now, today
from candour.kit.events import announce
from candour.people.authority import roles_today
from candour.policy.events import RecordsChanged
from candour.policy.models import Departure, Duty
from candour.policy.rules.catalogue import control_title
from candour.policy.rules.deciding import acting_person
from candour.policy.rules.departures import can_ask, can_decide

STATE = Departure.State


@action(needs="policy.departures.ask")
def ask_departure(
    *, by: Actor, duty: Duty, reason: str, starts_on: date, ends_on: date
) -> Departure:
    """Ask that a duty need not be done for a while. Raises Refused for facts that cannot be."""
    asker = acting_person(by, "an exception")
    manages = allows(by, "policy.duties.manage")
    can_ask(duty, asker, manages, starts_on, ends_on, today()).insist()
    if not reason.strip():
        raise Refused("Say why, so that it can be decided.")
    departure = Departure.objects.create(
        school=duty.school,
        duty=duty,
        reason=reason.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        asked_by=asker,
    )
    _note("policy.departure.asked", by, departure)
    return departure


@action(needs="policy.departures.decide")
def agree_departure(*, by: Actor, departure: Departure, note: str = "") -> Departure:
    """Agree to an exception. Raises Refused for anybody but the head (the chair for the head's)."""
    return _decide(by, departure, STATE.AGREED, note)


@action(needs="policy.departures.decide")
def refuse_departure(*, by: Actor, departure: Departure, note: str) -> Departure:
    """Refuse an exception, and say why."""
    if not note.strip():
        raise Refused("Say why, so that the person knows.")
    return _decide(by, departure, STATE.REFUSED, note)


@action(needs="policy.departures.ask")
def end_departure(*, by: Actor, departure: Departure) -> Departure:
    """End an exception now: by whoever asked, or by a leader. The duty counts again today."""
    held, person = _held(departure), acting_person(by, "an exception")
    if held.state not in (STATE.AGREED, STATE.ASKED) or held.ends_on < today():
        raise Refused("This exception has ended already.")
    if held.asked_by_id != person.pk and not allows(by, "policy.duties.manage"):
        raise Refused("Only whoever asked, or a leader, can end it.")
    held.state = STATE.ENDED
    held.save()
    _note("policy.departure.ended", by, held)
    return held


def _decide(by: Actor, departure: Departure, state: str, note: str) -> Departure:
    held, decider = _held(departure), acting_person(by, "an exception")
    can_decide(held, decider, roles_today(decider), roles_today(held.asked_by)).insist()
    held.state, held.decision_note = state, note.strip()
    held.decided_by, held.decided_at = decider, now()
    held.save()
    _note(f"policy.departure.{state}", by, held)
    return held


def _held(departure: Departure) -> Departure:
    """The row, locked until the transaction ends, so that it is decided once."""
    found = Departure.objects.select_for_update(of=("self",))
    return found.select_related("asked_by__school", "duty").get(pk=departure.pk)


def _note(kind: str, by: Actor, departure: Departure) -> None:
    facts = {
        "duty": control_title(departure.duty.control),
        "starts_on": departure.starts_on.isoformat(),
        "ends_on": departure.ends_on.isoformat(),
    }
    record(kind, by=by, about=departure.duty, facts=facts)
    announce(RecordsChanged(school_id=departure.school_id, what="departures"))
