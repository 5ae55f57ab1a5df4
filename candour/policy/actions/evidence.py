"""Evidence that a duty was done: said by a named person, with a date and if need be a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from candour.files.actions import store_file
from candour.files.models import StoredFile
from candour.kit.access import Actor, Refused, allows
from candour.kit.actions import action, record
from candour.kit.clock import now, today
from candour.people.models import Person
from candour.policy.actions.facts import FactsWriter
from candour.policy.models import ControlFacts, Duty, Evidence, Version
from candour.policy.rules.catalogue import ATTESTED, CONTROLS, Control
from candour.policy.rules.duties import can_attest, due_after, expires_by_default, first_due

NOT_YOURS = "Only the person who answers for this duty, or a leader, can say that it was done."
SEES_ITSELF = "Candour works this out from its own records, so nobody has to say it."
NO_POLICY = "No policy is in force, so there is nothing that this could prove something about."


@dataclass(frozen=True)
class Upload:
    """A file as it was sent: its name, its media type and its bytes."""

    name: str
    media_type: str
    content: bytes


@action(needs="policy.evidence.attest")
def attest(
    *,
    by: Actor,
    duty: Duty,
    statement: str,
    collected_on: date,
    expires_on: date | None = None,
    file: StoredFile | Upload | None = None,
) -> Evidence:
    """A named person says that the duty was done on a day, and what shows it.

    ``expires_on`` is the first day on which it no longer counts; left out, it follows from the
    control or the rhythm. The duty is next due one turn of its rhythm after the newest evidence.
    Raises Refused for anybody but the duty's owner or a leader, and for days that cannot be.
    """
    control = _attested_control(duty)
    _may_attest(by, duty)
    if not statement.strip():
        raise Refused("Say what was done.")
    ends = expires_on or _expiry(control, duty, collected_on)
    can_attest(collected_on=collected_on, expires_on=ends, today=today()).insist()
    evidence = Evidence.objects.create(
        school=duty.school,
        duty=duty,
        statement=statement.strip()[:1000],
        collected_on=collected_on,
        expires_on=ends,
        by=by if isinstance(by, Person) else None,
        file=_stored(by, duty, file),
        version=_version_about(control, duty),
    )
    _renew(duty)
    facts = {
        "duty": control.title,
        "collected_on": collected_on.isoformat(),
        "expires_on": ends.isoformat() if ends else "",
        "sha256": evidence.file.sha256 if evidence.file else "",
        "evidence": str(evidence.pk),
    }
    record("policy.evidence.attested", by=by, about=duty, facts=facts)
    return evidence


@action(needs="policy.evidence.attest")
def withdraw_evidence(*, by: Actor, evidence: Evidence, reason: str) -> Evidence:
    """Take evidence back, with a reason: it stays in the history and no longer counts."""
    if evidence.withdrawn_at is not None:
        raise Refused("This was taken back already.")
    if not reason.strip():
        raise Refused("Say why it does not count any more.")
    _may_attest(by, evidence.duty)
    evidence.withdrawn_at = now()
    evidence.withdrawn_because = reason.strip()[:500]
    evidence.save(update_fields=["withdrawn_at", "withdrawn_because"])
    _renew(evidence.duty)
    control = CONTROLS.get(evidence.duty.control)
    facts = {
        "duty": control.title if control else evidence.duty.control,
        "reason": evidence.withdrawn_because,
        "evidence": str(evidence.pk),
    }
    record("policy.evidence.withdrawn", by=by, about=evidence.duty, facts=facts)
    return evidence


def _attested_control(duty: Duty) -> Control:
    control = CONTROLS.get(duty.control)
    if control is None:
        raise Refused("There is no control of that name.")
    if not control.attested:
        raise Refused(SEES_ITSELF)
    if duty.not_applicable_because:
        raise Refused("This duty does not apply here. Say first that it does.")
    return control


def _may_attest(by: Actor, duty: Duty) -> None:
    owns = isinstance(by, Person) and duty.owner_id == by.pk
    if not owns and not allows(by, "policy.duties.manage"):
        raise Refused(NOT_YOURS)


def _expiry(control: Control, duty: Duty, collected_on: date) -> date | None:
    """A rhythm that the school chose itself sets the end, otherwise the control's own number of
    days."""
    days = control.text.expires_after if duty.rhythm == control.rhythm else None
    return expires_by_default(duty.rhythm, days, collected_on)


def _version_about(control: Control, duty: Duty) -> Version | None:
    if not control.about_version:
        return None
    current = Version.objects.filter(
        school=duty.school_id, status=Version.Status.CURRENT, document__kind="social_media"
    ).first()
    if current is None:
        raise Refused(NO_POLICY)
    return current


def _stored(by: Actor, duty: Duty, file: StoredFile | Upload | None) -> StoredFile | None:
    if not isinstance(file, Upload):
        return file
    return store_file(
        by=by,
        school=duty.school,
        name=file.name,
        media_type=file.media_type,
        content=file.content,
    )


def _renew(duty: Duty) -> None:
    """Bring the stored facts and the next due date in line with the evidence that now counts."""
    FactsWriter(duty.school, today()).write_attested([duty.control])
    facts = ControlFacts.objects.filter(control=duty.control, source=ATTESTED).first()
    if facts is not None and facts.collected_on is not None:
        duty.next_due = due_after(duty.rhythm, facts.collected_on)
    else:
        soon = first_due(duty.rhythm, today())
        duty.next_due = min(duty.next_due, soon) if duty.next_due else soon
    duty.save(update_fields=["next_due", "changed_at"])
