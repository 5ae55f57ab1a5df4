"""What an actor is called today. The trail holds references only; people registers the names."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Resolver = Callable[[set[str]], dict[str, str]]

_resolvers: list[Resolver] = []


def register_names(resolver: Resolver) -> None:
    """Name a function that turns actor references (``person:<uuid>``) into names, in a fixed number
    of queries, leaving out those it does not know. Called once, when the people app is ready."""
    if resolver not in _resolvers:
        _resolvers.append(resolver)


def names_of(references: Iterable[str]) -> dict[str, str]:
    """What each of these actors is called today; one that nobody knows is called what it is."""
    wanted = set(references)
    found = {ref: _plain_name(ref) for ref in wanted}
    for resolver in _resolvers:
        found |= resolver(wanted)
    return found


def _plain_name(ref: str) -> str:
    kind, _, name = ref.partition(":")
    return {"machine": f"Candour ({name})", "person": "Somebody no longer known"}.get(kind, ref)
