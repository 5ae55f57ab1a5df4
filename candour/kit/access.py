"""Who may do what: capabilities, actors, refusals, and the guard that every view wears.

A *capability* is declared in an app's manifest and granted to roles in one table
(``people/roles.py``). An *actor* is whoever acts: a person, a visitor with a link or a code, or
the machine itself. Nothing is allowed until an authority is registered at start-up.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import Resolver404, resolve

View = Callable[..., HttpResponseBase]


class Refused(Exception):
    """An act that was understood and not allowed; ``reason`` is one plain sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Capability:
    """Something that a role may be allowed: ``id`` such as ``policy.links.confirm`` and a sentence
    that a headteacher can read, beginning with a verb ("Confirm which duty a clause asks for")."""

    id: str
    sentence: str


class Actor(Protocol):
    """Whoever acts. ``actor_ref`` names them on the audit trail without saying who they are
    (``person:<uuid>``); ``actor_name`` is what a reader of the trail is shown today."""

    @property
    def school_id(self) -> UUID | None: ...
    @property
    def actor_ref(self) -> str: ...
    @property
    def actor_name(self) -> str: ...


@dataclass(frozen=True)
class Machine:
    """A job or command at the school's own machine, with the capabilities it was given."""

    name: str
    school_id: UUID | None
    may: frozenset[str] = field(default_factory=frozenset)

    @property
    def actor_ref(self) -> str:
        """Names the job on the audit trail."""
        return f"machine:{self.name}"

    @property
    def actor_name(self) -> str:
        """What a reader is shown."""
        return f"Candour ({self.name})"


class Authority(Protocol):
    """Decides whether an actor holds a capability today, in the actor's own school."""

    def allows(self, actor: Actor, capability: str) -> bool: ...


class _NobodyMay:
    """Stands in until an authority is registered: everything is refused."""

    def allows(self, actor: Actor, capability: str) -> bool:
        return False


_authority: Authority = _NobodyMay()


def register_authority(authority: Authority) -> None:
    """Name the authority; called once, when the people app is ready."""
    global _authority
    _authority = authority


def allows(actor: Actor | None, capability: str) -> bool:
    """Whether this actor may, today. Machines carry their own list; nobody (None) may nothing."""
    if actor is None:
        return False
    if isinstance(actor, Machine):
        return capability in actor.may
    return _authority.allows(actor, capability)


@dataclass(frozen=True)
class Access:
    """What a view says of itself. ``kind`` is public, signed-in, account, needs or demo;
    ``detail`` is the reason (public, demo), or the capability ids, any one of which opens it."""

    kind: str
    detail: tuple[str, ...]


def _marked(view: View, access: Access) -> View:
    view.access = access  # type: ignore[attr-defined]
    return view


def public(reason: str) -> Callable[[View], View]:
    """Anybody may see this view, and ``reason`` says why."""
    return lambda view: _marked(view, Access("public", (reason,)))


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?next={quote(request.get_full_path())}")


def account_only(view: View) -> View:
    """Anybody signed in, whichever school they belong to (their own account's pages)."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        return view(request, *args, **kwargs)

    return _marked(guarded, Access("account", ()))


def signed_in(view: View) -> View:
    """Every person of this school, in any role."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if getattr(request, "actor", None) is None:
            raise Http404
        return view(request, *args, **kwargs)

    return _marked(guarded, Access("signed-in", ()))


def may_open(actor: Actor | None, address: str) -> bool:
    """Whether this person of a school may open the page at an address, by the guard of its view;
    False where there is no page. No query beyond the person's roles."""
    try:
        access = getattr(resolve(address.partition("?")[0].partition("#")[0]).func, "access", None)
    except Resolver404:
        return False
    if not isinstance(access, Access) or actor is None:
        return False
    return access.kind != "needs" or any(allows(actor, each) for each in access.detail)


def needs(*capabilities: str) -> Callable[[View], View]:
    """A person of this school who holds one of these; to all others it is not there."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            actor = getattr(request, "actor", None)
            if not any(allows(actor, capability) for capability in capabilities):
                raise Http404
            return view(request, *args, **kwargs)

        return _marked(guarded, Access("needs", capabilities))

    return decorate
