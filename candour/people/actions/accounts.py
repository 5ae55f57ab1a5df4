"""What people do to their own way in: second steps and devices."""

from __future__ import annotations

from candour.kit.access import Actor, Refused
from candour.kit.actions import action, record, unchanged
from candour.people.models import Person
from candour.people.queries.accounts import session_of
from candour.people.ways_in import end_sessions


@action(needs="people.own_account")
def note_second_step(*, by: Actor, person: Person, added: bool, kind: str) -> None:
    """Record that a person added or removed a second step; ``kind`` in words."""
    kind_of_entry = "people.second_step.added" if added else "people.second_step.removed"
    record(kind_of_entry, by=by, about=person, facts={"kind": kind})


@action(needs="people.own_account")
def end_session(*, by: Actor, person: Person, session_id: int) -> None:
    """Sign out one of a person's own devices. Refused for a session that is not theirs."""
    session = session_of(person.account, session_id)
    if session is None:
        raise Refused("That device is signed out already.")
    session.end()
    record("people.sessions.ended", by=by, about=person, facts={"count": 1})


@action(needs="people.own_account")
def end_other_sessions(*, by: Actor, person: Person, keep: str) -> int:
    """Sign out all of a person's own devices but the one whose session key is ``keep``."""
    ended = end_sessions(person.account, keep=keep) if person.account else 0
    if ended:
        record("people.sessions.ended", by=by, about=person, facts={"count": ended})
    else:
        unchanged()
    return ended
