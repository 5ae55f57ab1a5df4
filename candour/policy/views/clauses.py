"""One clause: its words, where it stands and why, who answers for it, what shows it, what is
next."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from candour.kit.access import allows, needs
from candour.kit.clock import today
from candour.kit.http import SchoolRequest
from candour.people.models import Person
from candour.policy.forms.duties import AttestForm, OwnerForm
from candour.policy.models import ClauseText
from candour.policy.queries.clauses import clause_history, newest_evidence
from candour.policy.queries.coverage import ClauseNow, DutyNow, coverage
from candour.policy.queries.duties import approvals_in_force, departures_of
from candour.policy.queries.shelf import possible_owners
from candour.policy.rules.catalogue import CANNOT_SEE
from candour.policy.views.showing import (
    may_attest,
    neighbours,
    next_step,
    owner_words,
    place_of,
    sees_names,
)

BINDS = {
    "All": "everybody",
    "Staff": "staff",
    "Vol": "volunteers",
    "Gov": "governors and trustees",
    "Pup": "pupils",
    "Par": "parents and carers",
    "Head": "the headteacher",
    "SLT": "senior leaders",
    "DSL": "the designated safeguarding lead",
    "Admin": "those who run official accounts",
    "School": "the school",
}
REACHES = {
    "enforced": "Candour itself enforces it.",
    "done": "People do it, and Candour keeps the proof.",
    "taught": "It is taught, and people say that they have read it.",
    "stated": "It is only stated.",
    "": "Nobody has confirmed yet what it asks for.",
}


@needs("policy.read")
def clause(request: SchoolRequest, ref: str) -> HttpResponse:
    """One clause of the policy in force, by its reference."""
    found = coverage(request.school, today())
    now = next((each for each in found.clauses if each.ref == ref), None)
    if now is None:
        raise Http404
    before, after = neighbours(now, found.clauses)
    names = sees_names(request.actor)
    duties = [each.duty for each in now.duties if each.made]
    controls = [each.control.id for each in now.duties]
    return render(
        request,
        "policy/clause.html",
        {
            "now": now,
            "version": found.version,
            "kind": ClauseText.Kind(now.text.kind).label,
            "binds": [BINDS.get(code, code) for code in now.text.binds],
            "reach": REACHES[now.reach],
            "duties": _duties(request, now, names),
            "departures": departures_of(request.school, duties) if duties else [],
            "sees_register": allows(request.actor, "policy.approvals.read"),
            "approvals": approvals_in_force(request.school, controls, today()) if names else [],
            "history": clause_history(request.school, now) if names else [],
            "step": next_step(now, found, request.school, request.actor),
            "may_confirm": allows(request.actor, "policy.links.confirm"),
            "names": names,
            "before": before,
            "after": after,
        },
    )


def _duties(request: SchoolRequest, clause: ClauseNow, names: bool) -> list[dict[str, Any]]:
    """Each duty of the clause with the forms that this reader may use on it."""
    assigns = allows(request.actor, "policy.duties.assign")
    people = list(possible_owners(request.school, today())) if assigns and clause.duties else []
    evidence = newest_evidence([each.duty for each in clause.duties]) if names else {}
    return [
        {
            "now": each,
            "url": reverse("policy:duty", args=[request.school.slug, each.control.id]),
            "owner": owner_words(each, request.actor, names),
            "evidence": evidence.get(each.duty.pk),
            "place": place_of(each, request.school, request.actor),
            "cannot_see": CANNOT_SEE if each.control.attested else "",
            "owner_form": _owner_form(each, people, clause.ref) if assigns else None,
            "attest_form": _attest_form(each, request.actor, clause.ref),
        }
        for each in clause.duties
    ]


def _owner_form(now: DutyNow, people: list[Person], back: str) -> OwnerForm:
    start = {"owner": str(now.duty.owner_id or ""), "back": back}
    return OwnerForm(people=people, initial=start, auto_id=f"{now.control.id}-%s")


def _attest_form(now: DutyNow, person: Person, back: str) -> AttestForm | None:
    if not now.control.attested or not may_attest(person, now.duty):
        return None
    start = {"back": back, "collected_on": today()}
    return AttestForm(initial=start, auto_id=f"{now.control.id}-%s")
