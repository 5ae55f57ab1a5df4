"""Looking at a version: section by section, link by link, each act with an undo."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from candour.kit.access import Refused, needs
from candour.kit.http import SchoolRequest
from candour.policy.actions import links as acts
from candour.policy.actions.steps import undo_step
from candour.policy.forms.review import AcceptForm, ControlForm
from candour.policy.library import load_control_texts
from candour.policy.models import ReviewStep, Version
from candour.policy.queries import review as queries
from candour.policy.queries.shelf import find_version
from candour.policy.views.posting import posted
from candour.policy.views.reviewing import say_done, shown_section, to_section
from candour.ui.quiet import say


@needs("policy.links.confirm")
def review(request: SchoolRequest, version: UUID) -> HttpResponse:
    """One section of a version with what waits in it; the others are a link away."""
    held = find_version(request.school, version)
    sections = queries.review_sections(held)
    context = {
        "version": held,
        "sections": sections,
        "section": shown_section(sections, request.GET.get("section")),
        "progress": queries.progress_of(sections),
        "starters": len({each.link.control for each in queries.start_with_links(sections)}),
        "controls": sorted(each.title for each in load_control_texts().values()),
    }
    return render(request, "policy/review.html", context)


@require_POST
@needs("policy.links.confirm")
def link_decide(request: SchoolRequest, version: UUID, link: UUID) -> HttpResponse:
    """Accept a link, turn it down, or say that it asks for something else."""
    held = find_version(request.school, version)
    found = queries.find_link(held, link)
    act = acts.reject_link if request.POST.get("act") == "reject" else acts.confirm_link
    step = act(by=request.actor, link=found, version=held)
    return _next(request, held, step)


@require_POST
@needs("policy.links.confirm")
def link_change(request: SchoolRequest, version: UUID, text: UUID) -> HttpResponse:
    """The control that a clause asks for, in place of the one suggested (if one was given)."""
    held = find_version(request.school, version)
    clause_text = queries.find_text(held, text)
    form = ControlForm(request.POST)
    if not form.is_valid():
        raise Refused("There is no duty of that name. Choose one from the list.")
    control = form.cleaned_data["control"]
    instead = request.POST.get("instead")
    if instead:
        link = queries.find_link(held, _key(instead))
        step = acts.change_link(by=request.actor, link=link, control=control, version=held)
    else:
        step = acts.add_link(
            by=request.actor, clause=clause_text.clause, control=control, version=held
        )
    return _next(request, held, step)


def _key(typed: str) -> UUID:
    """A row's key from a form's hidden field. Raises Http404 for anything else."""
    try:
        return UUID(typed)
    except ValueError:
        raise Http404 from None


@needs("policy.links.confirm")
def review_accept(request: SchoolRequest, version: UUID, section: int) -> HttpResponse:
    """A section's very likely links on one screen, with who answers for each control."""
    held = find_version(request.school, version)
    sections = queries.review_sections(held)
    shown = shown_section(sections, str(section))
    links = list(shown.confident) if shown is not None else []
    heading = shown.title if shown is not None else ""
    return _accept(request, held, links, heading, f"?section={section}")


@needs("policy.links.confirm")
def review_start(request: SchoolRequest, version: UUID) -> HttpResponse:
    """The eight controls with which to begin: accept them and name who answers."""
    held = find_version(request.school, version)
    links = queries.start_with_links(queries.review_sections(held))
    return _accept(request, held, links, "Start with these", "")


def _accept(
    request: SchoolRequest,
    version: Version,
    links: list[queries.LinkView],
    heading: str,
    back: str,
) -> HttpResponse:
    choices = queries.choices_for(links)
    form = AcceptForm(posted(request), school=request.school, choices=choices)
    back_url = reverse("policy:review", args=[request.school.slug, version.pk]) + back
    if form.is_valid():
        try:
            step = acts.confirm_links(
                by=request.actor,
                links=queries.links_of(version, form.cleaned_data["links"]),
                version=version,
                owners=form.owners(),
            )
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            say_done(request, step)
            return redirect(back_url)
    context = {
        "version": version,
        "form": form,
        "rows": [(choice, form[f"owner-{choice.control.id}"]) for choice in choices],
        "heading": heading,
        "back_url": back_url,
        "ticked": request.POST.getlist("links") if form.is_bound else None,
    }
    return render(request, "policy/review_accept.html", context)


@require_POST
@needs("policy.links.confirm")
def undo(request: SchoolRequest, step: UUID) -> HttpResponse:
    """Take back one act of a review, whole."""
    held = queries.find_step(request.school, step)
    undo_step(by=request.actor, step=held)
    say(request, f"Taken back: {held.words}.")
    back = request.POST.get("back", "")
    version_url = reverse("policy:review", args=[request.school.slug, held.version_id])
    return redirect(back if back.startswith(version_url) else version_url)


def _next(request: SchoolRequest, version: Version, step: ReviewStep) -> HttpResponse:
    """Say what was done and go on to the next clause that waits."""
    say_done(request, step)
    if request.POST.get("to") == "changes":
        return redirect("policy:changes", request.school.slug, version.pk)
    return redirect(to_section(request, version, queries.review_sections(version)))
