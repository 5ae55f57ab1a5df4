"""Prior approvals: asked for, decided once, ended. What was asked stays as asked."""

from __future__ import annotations

from datetime import date

from candour.kit.access import Actor, Refused, allows
from candour.kit.actions import action, record
from candour.kit.clock import now, today
from candour.kit.events import announce
from candour.people.authority import roles_today
from candour.people.models import Person
from candour.policy.events import RecordsChanged
from candour.policy.models import Approval
from candour.policy.queries.approvals import barred_roles
from candour.policy.rules.approvals import (
    Asked,
    can_ask,
    can_ask_for,
    can_begin,
    can_decide,
    can_end,
    can_second,
    is_complete,
)
from candour.policy.rules.deciding import acting_person

STATE = Approval.State


@action(needs="policy.approvals.ask")
def ask_approval(*, by: Actor, person: Person, asked: Asked) -> Approval:
    """Ask for an approval for ``person``. Raises Refused for facts that cannot be."""
    asker = acting_person(by, "an approval")
    can_ask_for(asker, person, roles_today(person), allows(by, "people.manage")).insist()
    can_ask(asked, today()).insist()
    approval = Approval.objects.create(school=person.school, person=person, **vars(asked))
    _note("policy.approval.asked", by, approval)
    return approval


@action(needs="policy.approvals.decide")
def grant_approval(
    *, by: Actor, approval: Approval, starts_on: date, conditions: str = "", note: str = ""
) -> Approval:
    """The head (the chair for the head's own) says yes. Where a pupil is named it holds once the
    designated safeguarding lead has said so too."""
    held, decider = _held(approval), acting_person(by, "an approval")
    can_decide(held, decider, roles_today(decider), roles_today(held.person)).insist()
    can_begin(held, starts_on, today()).insist()
    held.decided_by, held.decided_at = decider, now()
    held.starts_on, held.decision_note = starts_on, note.strip()
    held.conditions = conditions.strip() or held.conditions
    return _settle(held, by)


@action(needs="policy.approvals.second")
def second_approval(*, by: Actor, approval: Approval, starts_on: date | None = None) -> Approval:
    """The designated safeguarding lead (a deputy where she asks herself) says yes (T-1)."""
    held, decider = _held(approval), acting_person(by, "an approval")
    can_second(held, decider, roles_today(decider), barred_roles(held)).insist()
    begins = starts_on or held.starts_on
    can_begin(held, begins, today()).insist()
    held.second_by, held.second_at, held.starts_on = decider, now(), begins
    return _settle(held, by)


@action(needs="policy.approvals.decide")
def refuse_approval(*, by: Actor, approval: Approval, reason: str) -> Approval:
    """The head (the chair for the head's own) says no, and why."""
    held, decider = _held(approval), acting_person(by, "an approval")
    can_decide(held, decider, roles_today(decider), roles_today(held.person)).insist()
    held.decided_by, held.decided_at = decider, now()
    return _refuse(held, by, reason)


@action(needs="policy.approvals.second")
def refuse_second(*, by: Actor, approval: Approval, reason: str) -> Approval:
    """The designated safeguarding lead says no, and why."""
    held, decider = _held(approval), acting_person(by, "an approval")
    can_second(held, decider, roles_today(decider), barred_roles(held)).insist()
    held.second_by, held.second_at = decider, now()
    return _refuse(held, by, reason)


@action(needs="policy.approvals.ask")
def withdraw_approval(*, by: Actor, approval: Approval) -> Approval:
    """Take one's own request back before it is decided."""
    held, asker = _held(approval), acting_person(by, "an approval")
    if held.person_id != asker.pk or held.state != STATE.ASKED:
        raise Refused("Only your own request can be taken back, and only before it is decided.")
    held.state = STATE.WITHDRAWN
    held.save()
    _note("policy.approval.withdrawn", by, held)
    return held


@action(needs="policy.approvals.ask")
def end_approval(*, by: Actor, approval: Approval) -> Approval:
    """End a granted approval from today on."""
    held, person = _held(approval), acting_person(by, "an approval")
    can_end(held, person, allows(by, "policy.approvals.decide"), today()).insist()
    held.state, held.ended_on = STATE.ENDED, today()
    held.save()
    _note("policy.approval.ended", by, held)
    return held


def _held(approval: Approval) -> Approval:
    """The row, locked until the transaction ends, so that it is decided once."""
    found = Approval.objects.select_for_update(of=("self",))
    found = found.select_related("person__school", "decided_by")
    return found.get(pk=approval.pk)


def _settle(held: Approval, by: Actor) -> Approval:
    done = is_complete(held)
    if done:
        held.state = STATE.GRANTED
    held.save()
    _note("policy.approval.granted" if done else "policy.approval.half_granted", by, held)
    return held


def _refuse(held: Approval, by: Actor, reason: str) -> Approval:
    if not reason.strip():
        raise Refused("Say why, so that the person knows.")
    held.state, held.decision_note = STATE.REFUSED, reason.strip()
    held.save()
    _note("policy.approval.refused", by, held)
    return held


def _note(kind: str, by: Actor, approval: Approval) -> None:
    facts = {
        "reference": approval.reference,
        "what": approval.get_kind_display(),
        "starts_on": approval.starts_on.isoformat(),
        "ends_on": approval.ends_on.isoformat(),
    }
    personal = {"person": approval.person.full_name, "with_whom": approval.with_whom}
    record(kind, by=by, about=approval, facts=facts, personal=personal)
    announce(RecordsChanged(school_id=approval.school_id, what="approvals"))
