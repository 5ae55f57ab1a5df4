"""Duties: who answers for them, how often they are done, whether they apply."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from candour.audit.rules import Many
from candour.kit.access import Actor, Refused
from candour.kit.actions import action, record, unchanged
from candour.kit.clock import now, today
from candour.people.models import Person
from candour.policy.actions.evidence import attest, withdraw_evidence
from candour.policy.models import Assignment, ControlFacts, Duty
from candour.policy.rules.catalogue import ATTESTED, CONTROLS, control_title
from candour.policy.rules.duties import can_answer, due_after, first_due
from candour.schools.models import School

__all__ = [
    "applies_again",
    "assign_duties",
    "assign_duty",
    "assign_owners",
    "attest",
    "ensure_duties",
    "hand_back_duties",
    "mark_not_applicable",
    "set_rhythm",
    "undo_assignment",
    "withdraw_evidence",
]

CHANGED_SINCE = (
    "Somebody has changed one of these duties since, so this can no longer be taken back."
)


@action(needs="policy.links.confirm")
def ensure_duties(*, by: Actor, school: School, controls: Collection[str]) -> list[Duty]:
    """This school's duties of these controls, made where they are missing; nobody answers for a new
    one yet. Raises Refused for a control that does not exist."""
    wanted = sorted(set(controls))
    if any(control not in CONTROLS for control in wanted):
        raise Refused("There is no control of that name.")
    there = set(Duty.objects.filter(control__in=wanted).values_list("control", flat=True))
    new = [control for control in wanted if control not in there]
    Duty.objects.bulk_create(
        Duty(school=school, control=control, rhythm=CONTROLS[control].rhythm) for control in new
    )
    if new:
        record("policy.duties.begun", by=by, about=school, facts={"control": ", ".join(new)})
    else:
        unchanged()
    return list(Duty.objects.filter(control__in=wanted).order_by("control"))


@action(needs="policy.duties.assign")
def assign_duty(*, by: Actor, duty: Duty, owner: Person | None) -> Assignment:
    """Name who answers for one duty (None: nobody does). Returns the act, to take it back with."""
    return assign_duties(by=by, school=duty.school, controls=[duty.control], owner=owner)


@action(needs="policy.duties.assign")
def assign_duties(
    *, by: Actor, school: School, controls: Collection[str], owner: Person | None
) -> Assignment:
    """Name one person for several duties in one act; see ``assign_owners``."""
    return assign_owners(by=by, school=school, owners=dict.fromkeys(controls, owner))


@action(needs="policy.duties.assign")
def assign_owners(*, by: Actor, school: School, owners: Mapping[str, Person | None]) -> Assignment:
    """Name who answers for several duties, by control id, in one act that can be taken back whole;
    duties that are missing are made.

    A duty that was never done is due half a term ahead, so that its new owner has time to begin.
    Raises Refused for an empty list, or for a person who has left or is of another school.
    """
    named = {person.pk: person for person in owners.values() if person is not None}
    for person in named.values():
        if person.school_id != school.pk:
            raise Refused("Choose somebody of this school.")
        can_answer(person, today()).insist()
    duties = _duties_of(school, owners)
    before = {str(duty.pk): _kept(duty) for duty in duties}
    begun = set(ControlFacts.objects.filter(source=ATTESTED).values_list("control", flat=True))
    for duty in duties:
        duty.owner = owners[duty.control]
        if duty.owner and not duty.next_due and duty.control not in begun and _is_attested(duty):
            duty.next_due = first_due(duty.rhythm, today())
    Duty.objects.bulk_update(duties, ["owner", "next_due"])
    done = Assignment.objects.create(
        school=school,
        before=before,
        after={str(duty.pk): _kept(duty) for duty in duties},
        by=by if isinstance(by, Person) else None,
    )
    facts = {"duties": _titles(duties), "owners": sorted(str(key) for key in named)}
    names = " and ".join(sorted(person.full_name for person in named.values()))
    kind = "policy.duty.assigned" if named else "policy.duty.unassigned"
    personal = {"name": names} if named else {}
    record(kind, by=by, about=_about(duties), facts=facts, personal=personal)
    return done


@action(needs="policy.duties.assign")
def undo_assignment(*, by: Actor, assignment: Assignment) -> list[Duty]:
    """Take back an act of naming owners. Raises Refused when that was done already, or when one
    of the duties was changed since: what another person did afterwards is not thrown away."""
    held = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if held.undone_at is not None:
        raise Refused("This was taken back already.")
    duties = list(Duty.objects.select_for_update().filter(pk__in=held.after))
    if any(_kept(duty) != held.after[str(duty.pk)] for duty in duties):
        raise Refused(CHANGED_SINCE)
    for duty in duties:
        owner, due = held.before[str(duty.pk)]
        duty.owner_id = owner
        duty.next_due = Duty._meta.get_field("next_due").to_python(due)
    Duty.objects.bulk_update(duties, ["owner", "next_due"])
    held.undone_at = now()
    held.save(update_fields=["undone_at"])
    facts = {"duties": _titles(duties)}
    record("policy.duty.assignment_undone", by=by, about=_about(duties), facts=facts)
    return duties


@action(needs="policy.duties.manage")
def set_rhythm(*, by: Actor, duty: Duty, rhythm: str) -> Duty:
    """Say how often a duty is done; when it is next due follows from when it was last done."""
    if rhythm not in Duty.Rhythm.values:
        raise Refused("Choose how often it is to be done.")
    if duty.rhythm == rhythm:
        unchanged()
        return duty
    duty.rhythm = rhythm
    last = _last_done(duty)
    if last is not None:
        duty.next_due = due_after(rhythm, last)
    elif duty.next_due is not None:
        duty.next_due = first_due(rhythm, today())
    duty.save()
    words = str(Duty.Rhythm(rhythm).label)
    facts = {"duties": _titles([duty]), "rhythm": words[0].lower() + words[1:]}
    record("policy.duty.rhythm_set", by=by, about=duty, facts=facts)
    return duty


@action(needs="policy.duties.manage")
def mark_not_applicable(*, by: Actor, duty: Duty, reason: str) -> Duty:
    """Say that a duty does not apply to this school, and why. Raises Refused without a reason."""
    if not reason.strip():
        raise Refused("Say why it does not apply here.")
    duty.not_applicable_because = reason.strip()[:500]
    duty.save()
    facts = {"duties": _titles([duty]), "reason": duty.not_applicable_because}
    record("policy.duty.not_applicable", by=by, about=duty, facts=facts)
    return duty


@action(needs="policy.duties.manage")
def applies_again(*, by: Actor, duty: Duty) -> Duty:
    """Say that a duty applies after all."""
    if not duty.not_applicable_because:
        unchanged()
        return duty
    duty.not_applicable_because = ""
    duty.save()
    record("policy.duty.applies_again", by=by, about=duty, facts={"duties": _titles([duty])})
    return duty


@action(needs="policy.duties.manage")
def hand_back_duties(*, by: Actor, person: Person) -> list[Duty]:
    """The duties of somebody who has left have nobody again, and so are red until another is
    named."""
    duties = list(Duty.objects.select_for_update().filter(owner=person))
    if not duties:
        unchanged()
        return duties
    Duty.objects.filter(pk__in=[duty.pk for duty in duties]).update(owner=None)
    facts = {"duties": _titles(duties), "owner": str(person.pk)}
    record(
        "policy.duty.handed_back",
        by=by,
        about=_about(duties),
        facts=facts,
        personal={"name": person.full_name},
    )
    return duties


def _about(duties: Sequence[Duty]) -> Duty | Many:
    """What an entry is about: a bulk act is one entry that leads to each of its duties."""
    return duties[0] if len(duties) == 1 else Many(tuple(duties))


def _duties_of(school: School, controls: Collection[str]) -> list[Duty]:
    wanted = sorted(set(controls))
    if not wanted:
        raise Refused("Choose at least one duty.")
    if any(control not in CONTROLS for control in wanted):
        raise Refused("There is no control of that name.")
    there = set(Duty.objects.filter(control__in=wanted).values_list("control", flat=True))
    Duty.objects.bulk_create(
        Duty(school=school, control=control, rhythm=CONTROLS[control].rhythm)
        for control in wanted
        if control not in there
    )
    return list(Duty.objects.select_for_update().filter(control__in=wanted).order_by("control"))


def _kept(duty: Duty) -> list[Any]:
    """What an assignment changes, as JSON holds it."""
    owner = str(duty.owner_id) if duty.owner_id else None
    return [owner, duty.next_due.isoformat() if duty.next_due else None]


def _is_attested(duty: Duty) -> bool:
    found = CONTROLS.get(duty.control)
    return found is not None and found.attested


def _last_done(duty: Duty) -> Any:
    facts = ControlFacts.objects.filter(control=duty.control, source=ATTESTED).first()
    return facts.collected_on if facts else None


def _titles(duties: Sequence[Duty]) -> str:
    return "; ".join(f"“{control_title(duty.control)}”" for duty in duties)
