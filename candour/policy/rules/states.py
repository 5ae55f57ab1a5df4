"""Where duties and clauses stand: pure, from dates that are compared with today.

States are the keys of ``candour.ui.states``. Several sources speak for one duty; the worst wins.
Nothing is green because nobody was asked: without proof a duty is not started, and without a person
who answers for it, it is red. The rule in plain words and as a query: ``docs/coverage.md``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from candour.policy.models import ClauseText, ControlFacts, Departure, Duty, Link
from candour.policy.rules.duties import notice_days, owner_today
from candour.ui.dates import day
from candour.ui.states import STATES, worst

PROVEN = ("met", "due_soon")
TO_CONFIRM = "Waiting to be confirmed"


@dataclass(frozen=True)
class Standing:
    """Where a duty stands. ``why`` is one sentence without anybody's name; ``proven`` says that
    every source has proof that counts today, whatever is due soon."""

    state: str
    why: str
    proven: bool = False


def duty_standing(
    duty: Duty,
    *,
    facts: Sequence[ControlFacts],
    departures: Sequence[Departure],
    today: date,
    current: UUID | None,
) -> Standing:
    """Where a duty stands today. ``current`` is the version in force: facts about another version
    do not count. ``departures`` of other duties or other days are left aside."""
    if duty.not_applicable_because:
        return Standing("not_applicable", f"It does not apply here: {duty.not_applicable_because}")
    agreed = departure_in_force(departures, today)
    if agreed is not None:
        return Standing("excepted", f"An exception is agreed until {day(agreed.ends_on)}.")
    if owner_today(duty, today) is None:
        return Standing("nobody", "Nobody is named who answers for it.")
    return _by_sources(duty, counting(facts, current), today)


def departure_in_force(departures: Sequence[Departure], today: date) -> Departure | None:
    """The agreed exception that holds today, if there is one; it lapses by its dates alone."""
    agreed = (
        each
        for each in departures
        if each.state == Departure.State.AGREED and each.starts_on <= today <= each.ends_on
    )
    return max(agreed, key=lambda each: each.ends_on, default=None)


def counting(facts: Sequence[ControlFacts], current: UUID | None) -> list[ControlFacts]:
    """The facts that count: about no version, or about the one in force."""
    return [each for each in facts if each.version_id in (None, current)]


def _by_sources(duty: Duty, facts: Sequence[ControlFacts], today: date) -> Standing:
    notice = timedelta(days=notice_days(duty.rhythm))
    found = [_by_facts(each, today, notice) for each in facts]
    proven = bool(found) and all(each.proven for each in found)
    if not found:
        found.append(Standing("not_started", "Nothing shows yet that it was done."))
    if duty.next_due is not None:
        found.append(_by_date(duty.next_due, today, notice))
    state = worst(each.state for each in found)
    chosen = next(each for each in found if each.state == state)
    return Standing(chosen.state, chosen.why, proven)


def _by_date(due: date, today: date, notice: timedelta) -> Standing:
    if due < today:
        return Standing("overdue", f"It was due on {day(due)}.")
    if due <= today + notice:
        return Standing("due_soon", f"It is due by {day(due)}.")
    return Standing("met", "")


def _by_facts(facts: ControlFacts, today: date, notice: timedelta) -> Standing:
    """What one source says. Proof no longer counts from ``expires_on``; ``due_on`` is in time."""
    said = f"{facts.sentence} " if facts.sentence else ""
    if facts.expires_on is not None and facts.expires_on <= today:
        return Standing("expired", f"{said}The proof expired on {day(facts.expires_on)}.")
    if facts.due_on is not None and facts.due_on < today:
        return Standing("overdue", f"{said}It was due on {day(facts.due_on)}.")
    if facts.done < facts.of or facts.of == 0:
        return _unfinished(facts, today, notice)
    ends = min((each for each in (facts.expires_on, facts.due_on) if each), default=None)
    if ends is not None and ends <= today + notice:
        words = "The proof expires" if ends == facts.expires_on else "It is due"
        return Standing("due_soon", f"{said}{words} on {day(ends)}.", proven=True)
    return Standing("met", said.strip() or _done(facts), proven=True)


def _unfinished(facts: ControlFacts, today: date, notice: timedelta) -> Standing:
    """Something of it is still missing: late where no day was set for a thing that was begun."""
    why = facts.sentence or f"{facts.done} of {facts.of} are done."
    if facts.due_on is not None and facts.due_on <= today + notice:
        return Standing("due_soon", f"{why} It is due by {day(facts.due_on)}.")
    if facts.done and facts.due_on is None:
        return Standing("overdue", why)
    return Standing("not_started", why)


def _done(facts: ControlFacts) -> str:
    return f"Done on {day(facts.collected_on)}." if facts.collected_on else "It is done."


def suspect_links(text: ClauseText, links: Sequence[Link]) -> list[Link]:
    """The confirmed links whose clause has other words than those that a person confirmed."""
    return [
        link
        for link in links
        if link.status == Link.Status.CONFIRMED and link.fingerprint != text.fingerprint
    ]


def clause_state(text: ClauseText, links: Sequence[Link], duties: Collection[Standing]) -> str:
    """The state of a clause from its links and where the duties of its confirmed links stand: the
    worst of them. Facts are stated and not counted; nothing counts before it was confirmed."""
    if text.kind == ClauseText.Kind.FACT:
        return "fact"
    states = [each.state for each in duties] or ["no_control"]
    if suspect_links(text, links):
        states.append("suspect")
    return worst(states) or "no_control"


def clause_words(state: str, links: Sequence[Link]) -> str:
    """The label of a clause's state: that of the state, but for what waits for a person to
    confirm."""
    waits = any(link.status == Link.Status.SUGGESTED for link in links)
    return TO_CONFIRM if state == "no_control" and waits else STATES[state].label


def is_in_hand(state: str, duties: Collection[Standing]) -> bool:
    """Whether the headline counts the clause: done and proven today, agreed otherwise, or not
    applicable. What is due soon counts only while its proof does."""
    if state in ("met", "excepted", "not_applicable"):
        return True
    settled = ("excepted", "not_applicable")
    return state == "due_soon" and all(each.proven or each.state in settled for each in duties)
