"""Opens the door of a school: which school, which person, and the second factor."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django_scopes import scope

from candour.people.authority import read_once
from candour.people.queries.accounts import account_needs_second_factor, person_at
from candour.people.rules import must_have_second_factor
from candour.people.sessions import second_factor_done
from candour.schools.models import School

# Pages that open before the second factor: setting it up and using it, leaving, and where to turn
# with a concern (its telephone numbers must never be behind a lost phone).
OPEN_WITHOUT_SECOND_FACTOR = frozenset(
    {
        "account_logout",
        "mfa_index",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "staff:concern",
    }
)


class SchoolMiddleware:
    """Sets ``request.school`` and ``request.actor``, and opens the school's scope around the view.

    Anonymous visitors are left to the view's guard, whatever the slug: nothing is looked up, so
    nothing is revealed. A signed-in account without a person of that school today meets a 404.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; close the school's scope afterwards, come what may."""
        with ExitStack() as stack:
            request.school = request.actor = None  # type: ignore[attr-defined]
            request.school_scope = stack  # type: ignore[attr-defined]
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Resolve the school and the person; send whoever lacks a second factor to it."""
        slug = kwargs.pop("school", None)
        access = getattr(view, "access", None)
        is_public = access is not None and access.kind == "public"
        if slug is not None and is_public:
            self._enter_public(request, slug)
        elif slug is not None and request.user.is_authenticated:
            self._enter(request, slug)
        if is_public or not request.user.is_authenticated:
            return None
        return self._second_factor(request)

    def _enter_public(self, request: HttpRequest, slug: str) -> None:
        found = School.objects.filter(slug=slug).first()
        if found is None:
            raise Http404
        request.school = found  # type: ignore[attr-defined]
        request.school_scope.enter_context(scope(school=found))  # type: ignore[attr-defined]

    def _enter(self, request: HttpRequest, slug: str) -> None:
        person = person_at(request.user, slug)
        if person is None or not read_once(person, request.session.get("hat", "")):
            raise Http404
        request.school = person.school  # type: ignore[attr-defined]
        request.actor = person  # type: ignore[attr-defined]
        request.school_scope.enter_context(scope(school=person.school))  # type: ignore[attr-defined]

    def _second_factor(self, request: HttpRequest) -> HttpResponse | None:
        match = request.resolver_match
        if second_factor_done(request.session) or (
            match is not None and match.view_name in OPEN_WITHOUT_SECOND_FACTOR
        ):
            return None
        actor = request.actor  # type: ignore[attr-defined]
        needed = (
            account_needs_second_factor(request.user)
            if actor is None
            else must_have_second_factor(actor.roles_read)
        )
        if not needed:
            return None
        return HttpResponseRedirect(f"{reverse('mfa_index')}?next={quote(request.get_full_path())}")
