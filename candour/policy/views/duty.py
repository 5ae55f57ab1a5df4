"""One duty: what it asks, who answers for it, what shows that it was done; and the acts on it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from candour.files.serving import file_response
from candour.kit.access import Refused, allows, needs
from candour.kit.clock import today
from candour.kit.http import SchoolRequest
from candour.policy.actions import duties as acts
from candour.policy.actions.evidence import Upload, attest, withdraw_evidence
from candour.policy.forms.duties import AttestForm, OwnerForm, ReasonForm, RhythmForm
from candour.policy.models import Duty
from candour.policy.queries.coverage import coverage
from candour.policy.queries.duties import (
    clauses_of,
    departures_of,
    duty_or_new,
    evidence_page,
    evidence_to_read,
    find_control,
    find_evidence_file,
    holders_by_role,
    role_words,
    suggested_owner,
)
from candour.policy.queries.shelf import possible_owners
from candour.policy.rules.catalogue import CANNOT_SEE
from candour.policy.views.showing import may_attest, owner_words, place_of, sees_names
from candour.ui.forms import Form
from candour.ui.quiet import say

View = Callable[..., HttpResponseBase]
MANAGE = "policy.duties.manage"


@needs("policy.read")
def duty(request: SchoolRequest, control: str) -> HttpResponse:
    """One duty."""
    return _page(request, control)


def _page(request: SchoolRequest, control: str, **bound: Form) -> HttpResponse:
    """The page of a duty. ``bound`` holds a form that came back with errors, under its place."""
    kind = find_control(control)
    found = coverage(request.school, today())
    now = found.duties[control]
    names = sees_names(request.actor)
    assigns, manages = (allows(request.actor, need) for need in ("policy.duties.assign", MANAGE))
    holders = holders_by_role(request.school, today(), {kind.text.owner}) if assigns else {}
    context = {
        "now": now,
        "control": kind,
        "clauses": clauses_of(found, control),
        "owner": owner_words(now, request.actor, names),
        "usual": role_words(kind.text.owner),
        "suggested": suggested_owner(kind, holders) if now.owner is None else None,
        "rhythm": Duty.Rhythm(now.duty.rhythm).label,
        "cannot_see": CANNOT_SEE if kind.attested else "",
        "place": place_of(now, request.school, request.actor),
        "page": evidence_page(now.duty, request.GET.get("page", 1)) if names else None,
        "own_only": None if names else _own_evidence(request, now.duty),
        "departures": departures_of(request.school, [now.duty]) if now.made else [],
        "names": names,
        "manages": manages,
        "owner_form": _owner_form(request, now.duty) if assigns else None,
        "attest_form": _attest_form(request, now.duty) if kind.attested else None,
        "rhythm_form": RhythmForm(initial={"rhythm": now.duty.rhythm}) if manages else None,
        "reason_form": ReasonForm(auto_id="because-%s") if manages else None,
    }
    wrong = next(iter(bound.values()), None)
    return render(request, "policy/duty.html", context | bound | {"wrong": wrong})


def _own_evidence(request: SchoolRequest, duty: Duty) -> Any:
    """The owner of a duty sees its evidence, whatever their role."""
    return (
        evidence_page(duty, request.GET.get("page", 1))
        if duty.owner_id == request.actor.pk
        else None
    )


def _owner_form(request: SchoolRequest, duty: Duty, data: Any = None) -> OwnerForm:
    people = list(possible_owners(request.school, today()))
    start = {"owner": str(duty.owner_id or "")}
    return OwnerForm(data, people=people, initial=start, auto_id="owner-%s")


def _attest_form(request: SchoolRequest, duty: Duty) -> AttestForm | None:
    if not may_attest(request.actor, duty) or duty.not_applicable_because:
        return None
    return AttestForm(initial={"collected_on": today()})


def _begun(request: SchoolRequest, control: str) -> Duty:
    """The duty of a control, begun if nobody has. Raises Refused for whoever may not begin one."""
    found = duty_or_new(request.school, find_control(control))
    if found._state.adding:
        made = acts.ensure_duties(by=request.actor, school=request.school, controls=[control])
        found = made[0]
    return found


def _back(request: SchoolRequest, control: str, ref: str = "") -> HttpResponse:
    """To the page that the form was on: a clause's, or the duty's."""
    if ref:
        return redirect("policy:clause", request.school.slug, ref)
    return redirect("policy:duty", request.school.slug, control)


def posted(view: View) -> View:
    """Whoever opens the address of an act, after a reload or from a bookmark, meets the duty's
    page."""

    @functools.wraps(view)
    def guarded(request: SchoolRequest, control: str) -> HttpResponseBase:
        if request.method != "POST":
            return _back(request, control)
        return view(request, control)

    return guarded


@needs("policy.duties.assign")
@posted
def duty_assign(request: SchoolRequest, control: str) -> HttpResponse:
    """Name who answers for a duty."""
    held = _begun(request, control)
    form = _owner_form(request, held, request.POST)
    if not form.is_valid():
        return _page(request, control, owner_form=form)
    owner = form.cleaned_data["owner"]
    done = acts.assign_duty(by=request.actor, duty=held, owner=owner)
    undo = reverse("policy:assignment_undo", args=[request.school.slug, done.pk])
    words = f"{owner.full_name} now answers for this." if owner else "Nobody is named for this now."
    say(request, words, undo=undo)
    return _back(request, control, form.cleaned_data["back"])


@needs("policy.evidence.attest")
@posted
def duty_attest(request: SchoolRequest, control: str) -> HttpResponse:
    """Say that a duty was done, with a file if there is one."""
    form = AttestForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            given = {
                name: form.cleaned_data[name]
                for name in ("statement", "collected_on", "expires_on")
            }
            held = _begun(request, control)
            attest(by=request.actor, duty=held, file=_upload(form), **given)
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            say(request, "Thank you. It is kept, and counts from now on.")
            return _back(request, control, form.cleaned_data["back"])
    return _page(request, control, attest_form=form)


def _upload(form: AttestForm) -> Upload | None:
    file = form.cleaned_data["file"]
    if not file:
        return None
    return Upload(file.name, file.content_type or "application/octet-stream", file.read())


@needs(MANAGE)
@posted
def duty_rhythm(request: SchoolRequest, control: str) -> HttpResponse:
    """Say how often a duty is done."""
    form = RhythmForm(request.POST)
    if not form.is_valid():
        return _page(request, control, rhythm_form=form)
    acts.set_rhythm(
        by=request.actor, duty=_begun(request, control), rhythm=form.cleaned_data["rhythm"]
    )
    say(request, "How often this is done was changed.")
    return _back(request, control)


@needs(MANAGE)
@posted
def duty_not_applicable(request: SchoolRequest, control: str) -> HttpResponse:
    """Say that a duty does not apply, and why."""
    form = ReasonForm(request.POST, auto_id="because-%s")
    if not form.is_valid():
        return _page(request, control, reason_form=form)
    held = _begun(request, control)
    acts.mark_not_applicable(by=request.actor, duty=held, reason=form.cleaned_data["reason"])
    undo = reverse("policy:duty_applies", args=[request.school.slug, control])
    say(request, "This duty does not apply here, with your reason.", undo=undo)
    return _back(request, control)


@require_POST
@needs(MANAGE)
def duty_applies(request: SchoolRequest, control: str) -> HttpResponse:
    """Say that a duty applies after all."""
    acts.applies_again(by=request.actor, duty=_begun(request, control))
    say(request, "This duty applies again.")
    return _back(request, control)


@needs("policy.evidence.attest")
def evidence_withdraw(request: SchoolRequest, evidence: UUID) -> HttpResponse:
    """Take evidence back, with a reason."""
    held = evidence_to_read(request.school, evidence, request.actor)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            withdraw_evidence(by=request.actor, evidence=held, reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            say(request, "It was taken back and does not count any more.")
            return _back(request, held.duty.control)
    context = {"form": form, "evidence": held, "control": find_control(held.duty.control)}
    return render(request, "policy/evidence_withdraw.html", context)


@needs("policy.evidence.attest", "policy.evidence.read")
def evidence_file(request: SchoolRequest, evidence: UUID) -> HttpResponseBase:
    """The file of a piece of evidence: for those who may read evidence, and the duty's owner."""
    stored = find_evidence_file(request.school, evidence, request.actor)
    return file_response(stored, as_download=True)
