"""One's own account: where to go after signing in, one's devices, and the hat that is worn."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django_scopes import scope

from candour.kit.access import Refused, account_only, signed_in
from candour.kit.http import SchoolRequest
from candour.people.actions import end_other_sessions, end_session
from candour.people.models import Person
from candour.people.queries.accounts import people_of_account, sessions_of
from candour.people.rules import hats_of
from candour.people.user_agents import in_words


@account_only
def home(request: HttpRequest) -> HttpResponse:
    """On to the desk of one's school; with several, a choice."""
    people = people_of_account(request.user)
    if len(people) == 1:
        return redirect("staff:desk", people[0].school.slug)
    return render(request, "people/home.html", {"people": people})


@account_only
@never_cache
def sessions(request: HttpRequest) -> HttpResponse:
    """Where this account is signed in, each in plain words."""
    here = request.session.session_key
    devices = [
        {"device": in_words(each.user_agent), "at": each.created_at, "id": each.pk,
         "here": each.session_key == here}
        for each in sessions_of(request.user)
    ]  # fmt: skip
    return render(request, "people/sessions.html", {"devices": devices})


@account_only
@require_POST
def session_end(request: HttpRequest, session: int) -> HttpResponse:
    """Sign one of the account's devices out."""
    person = _somebody(request)
    with scope(school=person.school):
        end_session(by=person, person=person, session_id=session)
    messages.success(request, "That device is signed out.")
    return redirect("account_sessions")


@account_only
@require_POST
def sessions_end(request: HttpRequest) -> HttpResponse:
    """Sign every other device of the account out."""
    person = _somebody(request)
    with scope(school=person.school):
        keep = request.session.session_key or ""
        ended = end_other_sessions(by=person, person=person, keep=keep)
    messages.success(
        request, "All other devices are signed out." if ended else "No other device was signed in."
    )
    return redirect("account_sessions")


@signed_in
@require_POST
def wear_hat(request: SchoolRequest) -> HttpResponse:
    """Change between work and family, for those who have both."""
    hat = request.POST.get("hat", "")
    if hat not in hats_of(request.actor.roles_read):
        raise Refused("You do not have that hat here.")
    request.session["hat"] = hat
    return redirect("staff:desk", request.school.slug)


def _somebody(request: HttpRequest) -> Person:
    """One of the account's people, who acts for it."""
    people = people_of_account(request.user)
    if not people:
        raise Refused("You have no role at a school today. Sign out instead.")
    return people[0]
