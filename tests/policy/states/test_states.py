"""Where a duty and a clause stand: one property after another, with a clock that the test holds."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from candour.people.models import Person
from candour.policy.models import ClauseText, ControlFacts, Departure, Duty, Link
from candour.policy.rules.duties import notice_days
from candour.policy.rules.states import (
    Standing,
    clause_state,
    clause_words,
    duty_standing,
    is_in_hand,
)
from candour.ui.states import WORST_FIRST

CURRENT = uuid.uuid4()
OLDER = uuid.uuid4()
GREEN = ("met", "due_soon")

days = st.dates(date(2020, 1, 1), date(2040, 1, 1))
some_days = st.integers(min_value=1, max_value=800).map(lambda n: timedelta(days=n))
rhythms = st.sampled_from(Duty.Rhythm.values)


def somebody() -> Person:
    return Person(given_name="Sam", family_name="Okafor")


def a_duty(rhythm: str = "yearly", owner: Person | None = None, due: date | None = None) -> Duty:
    return Duty(control="training", owner=owner, rhythm=rhythm, next_due=due)


def proof(collected: date, expires: date | None, version: uuid.UUID | None = None) -> ControlFacts:
    return ControlFacts(
        control="training",
        source="attested",
        done=1,
        of=1,
        collected_on=collected,
        expires_on=expires,
        version_id=version,
    )


def stands(
    duty: Duty,
    today: date,
    facts: list[ControlFacts] | None = None,
    departures: list[Departure] | None = None,
) -> Standing:
    return duty_standing(
        duty, facts=facts or [], departures=departures or [], today=today, current=CURRENT
    )


@given(collected=days, lasts=some_days, later=some_days, rhythm=rhythms)
def test_expired_evidence_lowers_the_duty_the_same_day(
    collected: date, lasts: timedelta, later: timedelta, rhythm: str
) -> None:
    duty, facts = a_duty(rhythm, somebody()), [proof(collected, collected + lasts)]
    eve = collected + lasts - timedelta(days=1)
    assert stands(duty, eve, facts).state in GREEN
    assert stands(duty, collected + lasts, facts).state == "expired"
    assert stands(duty, collected + lasts + later, facts).state == "expired"


@given(today=days, lasts=some_days, due=days, rhythm=rhythms)
def test_nobody_assigned_is_red_whatever_else_is_so(
    today: date, lasts: timedelta, due: date, rhythm: str
) -> None:
    assert stands(a_duty(rhythm, None, due), today, [proof(today, today + lasts)]).state == "nobody"


@given(today=days, ago=st.integers(0, 500))
def test_an_owner_who_has_left_is_nobody(today: date, ago: int) -> None:
    gone = somebody()
    gone.left_on = today - timedelta(days=ago)
    assert stands(a_duty(owner=gone), today, [proof(today, None)]).state == "nobody"


@given(starts=days, length=some_days, owned=st.booleans())
def test_an_exception_holds_on_its_days_and_lapses_by_itself(
    starts: date, length: timedelta, owned: bool
) -> None:
    duty = a_duty(owner=somebody() if owned else None)
    ends = starts + length
    agreed = Departure(state="agreed", starts_on=starts, ends_on=ends)
    after = "not_started" if owned else "nobody"
    assert stands(duty, starts - timedelta(days=1), departures=[agreed]).state == after
    assert stands(duty, starts, departures=[agreed]).state == "excepted"
    assert stands(duty, ends, departures=[agreed]).state == "excepted"
    assert stands(duty, ends + timedelta(days=1), departures=[agreed]).state == after


@given(today=days, state=st.sampled_from(["asked", "refused", "ended"]))
def test_an_exception_that_is_not_agreed_changes_nothing(today: date, state: str) -> None:
    asked = Departure(state=state, starts_on=today, ends_on=today)
    assert stands(a_duty(), today, departures=[asked]).state == "nobody"


@given(today=days, lasts=some_days)
def test_proof_about_a_superseded_version_is_never_green(today: date, lasts: timedelta) -> None:
    duty = a_duty(owner=somebody())
    assert stands(duty, today, [proof(today, today + lasts, OLDER)]).state == "not_started"
    assert stands(duty, today, [proof(today, today + lasts, CURRENT)]).state in GREEN


@given(today=days, due=st.one_of(st.none(), days), rhythm=rhythms)
def test_nothing_is_green_because_nobody_was_asked(
    today: date, due: date | None, rhythm: str
) -> None:
    found = stands(a_duty(rhythm, somebody(), due), today)
    assert found.state != "met"
    assert found.proven is False
    assert is_in_hand(found.state, [found]) is False


@given(today=days, rhythm=rhythms, ahead=st.integers(-400, 400))
def test_a_date_ahead_is_due_soon_within_its_notice_and_late_the_day_after(
    today: date, rhythm: str, ahead: int
) -> None:
    duty = a_duty(rhythm, somebody(), today + timedelta(days=ahead))
    expected = "overdue" if ahead < 0 else "due_soon" if ahead <= notice_days(rhythm) else "met"
    assert stands(duty, today, [proof(today, None)]).state == expected


@given(today=days, offsets=st.lists(st.integers(-900, 900), min_size=1, max_size=5))
def test_the_worst_source_wins(today: date, offsets: list[int]) -> None:
    duty = a_duty(owner=somebody())
    each = [proof(today, today + timedelta(days=offset)) for offset in offsets]
    alone = [stands(duty, today, [facts]).state for facts in each]
    assert stands(duty, today, each).state == min(alone, key=WORST_FIRST.index)


def test_it_does_not_apply_before_all_else_and_says_why() -> None:
    duty = a_duty()
    duty.not_applicable_because = "We have no pupils under 13."
    found = stands(duty, date(2026, 9, 12))
    assert found.state == "not_applicable"
    assert found.why == "It does not apply here: We have no pupils under 13."


def test_something_of_it_is_missing() -> None:
    today = date(2026, 9, 12)
    facts = proof(today, None)
    facts.done, facts.of, facts.sentence = 3, 4, "3 of 4 roles are filled."
    duty = a_duty(owner=somebody())
    assert stands(duty, today, [facts]) == Standing("overdue", "3 of 4 roles are filled.")
    facts.done = 0
    assert stands(duty, today, [facts]).state == "not_started"
    facts.due_on = today
    assert stands(duty, today, [facts]).state == "due_soon"
    facts.due_on = today - timedelta(days=1)
    assert stands(duty, today, [facts]).state == "overdue"


def text(kind: str = "obligation") -> ClauseText:
    return ClauseText(kind=kind, fingerprint="now")


def link(status: str = "confirmed", fingerprint: str = "now") -> Link:
    return Link(control="training", status=status, fingerprint=fingerprint)


MET = Standing("met", "", proven=True)


def test_a_changed_text_overrides_green_but_hides_nothing_red() -> None:
    assert clause_state(text(), [link()], [MET]) == "met"
    assert clause_state(text(), [link(fingerprint="then")], [MET]) == "suspect"
    late = Standing("overdue", "")
    assert clause_state(text(), [link(fingerprint="then")], [late]) == "overdue"


def test_a_suggestion_counts_for_nothing() -> None:
    only = [link(status="suggested")]
    assert clause_state(text(), only, []) == "no_control"
    assert clause_words("no_control", only) == "Waiting to be confirmed"
    assert clause_words("no_control", []) == "No control yet"


def test_a_fact_is_stated_whatever_it_is_linked_to() -> None:
    assert clause_state(text("fact"), [link()], [Standing("nobody", "")]) == "fact"
    assert is_in_hand("fact", []) is False


def test_what_is_due_soon_is_in_hand_only_while_its_proof_counts() -> None:
    assert is_in_hand("due_soon", [Standing("due_soon", "", proven=True)]) is True
    assert is_in_hand("due_soon", [Standing("due_soon", "")]) is False
    assert is_in_hand("excepted", [Standing("excepted", "")]) is True
