"""Prior approvals: the register, asking in three steps, deciding, ending."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from candour.kit.access import Refused, allows, needs
from candour.kit.http import SchoolRequest
from candour.policy.actions import approvals as acts
from candour.policy.forms.approvals import ApprovalFilter, AskForm, DecideForm
from candour.policy.models import Approval
from candour.policy.queries.approvals import (
    approvals_page,
    find_approval,
    people_to_ask_for,
    possible,
    where_it_stands,
)
from candour.ui.quiet import say

ASK = "policy.approvals.ask"
KINDS = {
    Approval.Kind.PARENT_CONTACT: "You want to reach a parent or carer from your own account.",
    Approval.Kind.PUPIL_LINK: "A pupil is family, or you knew them before, outside school.",
    Approval.Kind.DEVICE: "You need social media on a device that belongs to the school.",
}


@needs(ASK)
def approvals(request: SchoolRequest) -> HttpResponse:
    """One's own requests; for those who decide, the register."""
    form = ApprovalFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    page = approvals_page(request.actor, chosen, request.GET.get("page", "1"))
    rows = [{"approval": each, "stands": where_it_stands(each)} for each in page]
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "register": allows(request.actor, "policy.approvals.read"),
    }
    return render(request, "policy/approvals.html", context)


@needs(ASK)
def approval_ask(request: SchoolRequest) -> HttpResponse:
    """Choose what to ask for; fill it in; check it; send it."""
    kind = request.GET.get("kind", "")
    if kind not in Approval.Kind.values:
        kinds = [(each, Approval.Kind(each).label, words) for each, words in KINDS.items()]
        return render(request, "policy/approval_kinds.html", {"kinds": kinds})
    people = people_to_ask_for(request.actor, allows(request.actor, "people.manage"))
    form = AskForm(request.POST or None, kind=kind, people=people)
    context = {"form": form, "kind": Approval.Kind(kind), "words": KINDS[Approval.Kind(kind)]}
    if request.method != "POST" or not form.is_valid() or request.POST.get("step") == "change":
        return render(request, "policy/approval_ask.html", context)
    if request.POST.get("step") != "send":
        return render(request, "policy/approval_check.html", context)
    try:
        asked = acts.ask_approval(by=request.actor, person=form.whose, asked=form.asked)
    except Refused as refused:
        form.add_error(None, refused.reason)
        return render(request, "policy/approval_ask.html", context)
    here = reverse("policy:approval", args=[request.school.slug, asked.reference])
    return redirect(f"{here}?sent=1")


@needs(ASK, "policy.approvals.second")
def approval(request: SchoolRequest, reference: str) -> HttpResponse:
    """One request: what was asked, where it stands, what one can do with it."""
    found = find_approval(request.actor, reference)
    return _page(request, found, DecideForm.for_request(found))


def _page(request: SchoolRequest, found: Approval, form: DecideForm) -> HttpResponse:
    context = {
        "approval": found,
        "stands": where_it_stands(found),
        "can": possible(found, request.actor),
        "form": form,
        "sent": request.GET.get("sent") == "1" and found.person_id == request.actor.pk,
    }
    return render(request, "policy/approval.html", context)


@needs("policy.approvals.decide", "policy.approvals.second")
def approval_decide(request: SchoolRequest, reference: str) -> HttpResponse:
    """Grant or refuse, as head, as chair, or as designated safeguarding lead."""
    found = find_approval(request.actor, reference)
    form = DecideForm(request.POST)
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, found, form)
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            return redirect("policy:approval", request.school.slug, reference)
    if request.method != "POST":
        return redirect("policy:approval", request.school.slug, reference)
    return _page(request, found, form)


def _decide(request: SchoolRequest, found: Approval, form: DecideForm) -> None:
    """The decision that this person can make, by the action that it takes."""
    given, by = form.cleaned_data, request.actor
    can = possible(found, by)
    if not can.decide and not can.second:
        raise Refused("This was decided already, or is not yours to decide.")
    if given["verdict"] == "refuse":
        refuse = acts.refuse_approval if can.decide else acts.refuse_second
        refuse(by=by, approval=found, reason=given["note"])
        say(request, f"{found.reference} is refused. {found.person.given_name} can read why.")
    elif can.decide:
        acts.grant_approval(
            by=by,
            approval=found,
            starts_on=given["starts_on"],
            conditions=given["conditions"],
            note=given["note"],
        )
        say(request, f"You granted {found.reference}.")
    else:
        acts.second_approval(by=by, approval=found, starts_on=given["starts_on"])
        say(request, f"You agreed to {found.reference}.")


@needs(ASK)
def approval_withdraw(request: SchoolRequest, reference: str) -> HttpResponse:
    """Take one's own request back."""
    found = find_approval(request.actor, reference)
    if request.method == "POST":
        acts.withdraw_approval(by=request.actor, approval=found)
        say(request, f"{reference} is taken back.")
    return redirect("policy:approval", request.school.slug, reference)


@needs(ASK)
def approval_end(request: SchoolRequest, reference: str) -> HttpResponse:
    """End an approval from today on."""
    found = find_approval(request.actor, reference)
    if request.method == "POST":
        acts.end_approval(by=request.actor, approval=found)
        say(request, f"{reference} has ended.")
    return redirect("policy:approval", request.school.slug, reference)
