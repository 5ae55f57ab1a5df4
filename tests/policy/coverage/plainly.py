"""Coverage worked out again from ``docs/coverage.md``, in the slowest and plainest way."""

from __future__ import annotations

from datetime import date, timedelta

from candour.policy.controls import CONTROLS
from candour.policy.models import ClauseText, ControlFacts, Departure, Duty, Link, Version

NOTICE = {"weekly": 2, "monthly": 10}
WORST = [
    *("nobody", "overdue", "expired", "suspect", "no_control", "due_soon", "not_started"),
    *("excepted", "met", "not_applicable"),
]


def worst(states: list[str]) -> str:
    """The first of the list that is among them."""
    return next(state for state in WORST if state in states)


def source_state(facts: ControlFacts, today: date, notice: timedelta) -> str:
    """What one source says."""
    if facts.expires_on and today >= facts.expires_on:
        return "expired"
    if facts.due_on and facts.due_on < today:
        return "overdue"
    if facts.of == 0 or facts.done < facts.of:
        if facts.due_on and facts.due_on <= today + notice:
            return "due_soon"
        return "overdue" if facts.done and not facts.due_on else "not_started"
    for ends in (facts.expires_on, facts.due_on):
        if ends and ends <= today + notice:
            return "due_soon"
    return "met"


def duty_state(control: str, today: date, version: Version) -> str:
    """Where one duty stands, asked of the database anew."""
    duty = Duty.objects.filter(control=control).first()
    if duty is None:
        return "nobody"
    if duty.not_applicable_because:
        return "not_applicable"
    for each in Departure.objects.filter(duty=duty, state="agreed"):
        if each.starts_on <= today <= each.ends_on:
            return "excepted"
    if duty.owner is None or (duty.owner.left_on and duty.owner.left_on <= today):
        return "nobody"
    notice = timedelta(days=NOTICE.get(duty.rhythm, 30))
    states = [
        source_state(facts, today, notice)
        for facts in ControlFacts.objects.filter(control=control)
        if facts.version is None or facts.version == version
    ] or ["not_started"]
    if duty.next_due and duty.next_due < today:
        states.append("overdue")
    elif duty.next_due and duty.next_due <= today + notice:
        states.append("due_soon")
    return worst(states)


def clause_states(today: date) -> dict[str, str]:
    """Where each clause of the version in force stands, by reference."""
    version = Version.objects.filter(status="current", document__kind="social_media").first()
    if version is None:
        return {}
    found = {}
    for text in ClauseText.objects.filter(version=version):
        links = Link.objects.filter(clause=text.clause, status="confirmed")
        states = [
            duty_state(link.control, today, version) for link in links if link.control in CONTROLS
        ]
        states = states or ["no_control"]
        if any(link.fingerprint != text.fingerprint for link in links):
            states.append("suspect")
        found[text.clause.ref] = "fact" if text.kind == "fact" else worst(states)
    return found
