"""Duties and their evidence, for lists and pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from candour.files.models import StoredFile
from candour.kit.access import allows
from candour.people.models import Person, Role, RoleHeld
from candour.policy.models import Approval, Assignment, Departure, Duty, Evidence
from candour.policy.queries.coverage import ClauseNow, Coverage, DutyNow
from candour.policy.rules.catalogue import CONTROLS, Control
from candour.schools.models import School
from candour.ui.states import WORST_FIRST

PAGE = 20

APPROVED_BY = {
    "staff-parent-contact-approval": (Approval.Kind.PARENT_CONTACT, Approval.Kind.PUPIL_LINK),
    "staff-no-pupil-contact": (Approval.Kind.PUPIL_LINK,),
    "device-use": (Approval.Kind.DEVICE,),
}
"""Which kinds of approval bear on which control (STA-15, STA-21, STA-22)."""


@dataclass(frozen=True)
class DutyFilter:
    """What a list of duties is narrowed to; an empty value narrows nothing. ``owner`` is a
    person's id or "nobody"; ``role`` the role that such a duty usually falls to."""

    state: str = ""
    owner: str = ""
    role: str = ""
    section: str = ""


@dataclass(frozen=True)
class DutyRow:
    """A duty in a list, with the clauses that ask for it."""

    now: DutyNow
    clauses: tuple[ClauseNow, ...]


def duty_list(found: Coverage, narrowed: DutyFilter) -> list[DutyRow]:
    """The duties that the policy asks for or that somebody has begun, worst first. No query."""
    asked: dict[str, list[ClauseNow]] = {}
    sections: dict[str, set[str]] = {}
    for section in found.sections:
        for clause in section.clauses:
            for duty in clause.duties:
                asked.setdefault(duty.control.id, []).append(clause)
                sections.setdefault(duty.control.id, set()).add(section.title)
    rows = [
        DutyRow(now, tuple(asked.get(control, ())))
        for control, now in found.duties.items()
        if (now.made or control in asked) and _fits(now, narrowed, sections.get(control, set()))
    ]
    return sorted(rows, key=_worst_first)


def _fits(now: DutyNow, narrowed: DutyFilter, sections: set[str]) -> bool:
    owner = str(now.owner.pk) if now.owner else "nobody"
    return (
        narrowed.state in ("", now.state)
        and narrowed.owner in ("", owner)
        and narrowed.role in ("", now.control.text.owner)
        and (not narrowed.section or narrowed.section in sections)
    )


def _worst_first(row: DutyRow) -> tuple[int, date, str]:
    return WORST_FIRST.index(row.now.state), row.now.next or date.max, row.now.control.title


def find_control(control_id: str) -> Control:
    """One control. Raises Http404."""
    found = CONTROLS.get(control_id)
    if found is None:
        raise Http404
    return found


def find_evidence(school: School, evidence_id: UUID) -> Evidence:
    """One piece of evidence with its duty. Raises Http404."""
    found = Evidence.objects.filter(school=school).select_related(
        "duty__school", "duty__owner", "file", "by"
    )
    evidence: Evidence = get_object_or_404(found, pk=evidence_id)
    return evidence


def evidence_to_read(school: School, evidence_id: UUID, reader: Person) -> Evidence:
    """One piece of evidence, which can name people: for whoever may read evidence, and for the
    duty's owner. Raises Http404 for all others."""
    found = find_evidence(school, evidence_id)
    if found.duty.owner_id != reader.pk and not allows(reader, "policy.evidence.read"):
        raise Http404
    return found


def find_evidence_file(school: School, evidence_id: UUID, reader: Person) -> StoredFile:
    """The file of one piece of evidence that this reader may see. Raises Http404 for all others,
    and where there is none."""
    found = evidence_to_read(school, evidence_id, reader)
    if found.file is None:
        raise Http404
    stored: StoredFile = found.file
    return stored


def find_assignment(school: School, assignment_id: UUID) -> Assignment:
    """One act of naming owners. Raises Http404."""
    found: Assignment = get_object_or_404(
        Assignment.objects.filter(school=school), pk=assignment_id
    )
    return found


def evidence_page(duty: Duty, number: str | int) -> Page[Evidence]:
    """One page of a duty's evidence, newest first, withdrawn ones too. Two queries."""
    found = Evidence.objects.filter(school=duty.school_id, duty=duty).select_related(
        "by", "file", "version"
    )
    ordered = found.order_by("-collected_on", "-created_at")
    return Paginator(ordered, PAGE).get_page(number)


def departures_of(school: School, duties: Iterable[Duty]) -> list[Departure]:
    """The agreed exceptions and those asked for on these duties, newest first. One query."""
    found = Departure.objects.filter(school=school, duty__in=[duty.pk for duty in duties])
    return list(found.select_related("asked_by", "decided_by", "duty").order_by("-starts_on"))


def approvals_in_force(school: School, controls: Iterable[str], today: date) -> list[Approval]:
    """The granted approvals that hold today and bear on these controls. One query, or none."""
    kinds = {kind for control in controls for kind in APPROVED_BY.get(control, ())}
    if not kinds:
        return []
    found = Approval.objects.filter(
        school=school,
        kind__in=kinds,
        state=Approval.State.GRANTED,
        starts_on__lte=today,
        ends_on__gte=today,
    ).filter(Q(ended_on=None) | Q(ended_on__gt=today))
    return list(found.select_related("person").order_by("ends_on"))


def holders_by_role(
    school: School | UUID, today: date, roles: Iterable[str]
) -> dict[str, list[Person]]:
    """Who holds each of these roles today, by role, longest holder first. One query; ask only for
    the roles that are shown, because a school has very many parents."""
    held = RoleHeld.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today),
        Q(person__left_on=None) | Q(person__left_on__gt=today),
        school=school,
        role__in=set(roles) - {""},
        starts_on__lte=today,
    ).select_related("person")
    found: dict[str, list[Person]] = {}
    for each in held.order_by("starts_on", "id"):
        found.setdefault(each.role, []).append(each.person)
    return found


def suggested_owner(control: Control, holders: Mapping[str, Sequence[Person]]) -> Person | None:
    """Who holds the role that such a duty usually falls to, if anybody does."""
    people = holders.get(control.text.owner, ())
    return people[0] if people else None


def role_words(role: str) -> str:
    """A role in words; empty for none."""
    return str(Role(role).label) if role in Role.values else ""


def duty_or_new(school: School, control: Control) -> Duty:
    """This school's duty of a control; unsaved where nobody has begun it. One query."""
    found = Duty.objects.filter(school=school, control=control.id)
    duty = found.select_related("owner", "school").first()
    return duty or Duty(school=school, control=control.id, rhythm=control.rhythm)


def clauses_of(found: Coverage, control: str) -> list[ClauseNow]:
    """The clauses of the policy in force that ask for a control. No query."""
    return [
        clause
        for clause in found.clauses
        if any(duty.control.id == control for duty in clause.duties)
    ]


def filter_choices(found: Coverage) -> dict[str, list[tuple[str, Any]]]:
    """What a list of clauses or duties can be narrowed to, from what is there: sections, owners."""
    owners = {now.owner.pk: now.owner for now in found.duties.values() if now.owner}
    ordered = sorted(owners.values(), key=lambda each: (each.family_name, each.given_name))
    return {
        "section": [(section.title, section.title) for section in found.sections],
        "owner": [(str(each.pk), each.full_name) for each in ordered],
    }
