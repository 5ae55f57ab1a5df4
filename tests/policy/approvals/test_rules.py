"""No history of acts makes an approval in force that the rules forbid (STA-15, STA-21, STA-22)."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar

import time_machine
from django_scopes import scope
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from candour.kit.access import Refused
from candour.kit.clock import today
from candour.people.models import Person
from candour.policy.actions import approvals as acts
from candour.policy.models import Approval
from candour.policy.queries.duties import APPROVED_BY, approvals_in_force
from candour.policy.rules.approvals import Asked, is_in_force
from tests.factories.cast import Cast, make_cast, make_school

START = date(2026, 9, 7)
LENGTH = 10
PEOPLE = ("ruth", "helen", "tom", "margaret", "grace", "ivy", "owen", "sam")
# Drawn evenly, hardly any history ever grants anything: so acts come as often from the right person
# or from somebody who nearly is, and half the histories open with the yes of all who must say it.
RIGHT = st.sampled_from(["right", "right", "nearly"])
WHO = st.one_of(RIGHT, st.sampled_from(PEOPLE))
LATER = st.sampled_from([0, 0, 1, 3, 12])
SHIFT = st.sampled_from([0, 0, -1, -2, 1])
DOING = st.sampled_from(["grant", "second", "refuse", "refuse_second", "withdraw", "end"])
ACT = st.tuples(DOING, WHO, LATER, SHIFT)
YES = [(act, "right", 0, 0) for act in ("grant", "second")]
DAY_AFTER = ("refuse", "right", 1, 0)
TRIED = [st.tuples(st.just(act), RIGHT, LATER, SHIFT) for act in ("grant", "second")]
OPENING = st.one_of(
    st.just([]),
    st.just(YES),
    st.just(YES[::-1]),
    st.tuples(*TRIED).map(list),
)
HISTORY = st.builds(list.__add__, OPENING, st.lists(ACT, min_size=1, max_size=5))
KINDS = st.sampled_from([*Approval.Kind.values, Approval.Kind.PUPIL_LINK, Approval.Kind.PUPIL_LINK])
ASKER = st.sampled_from(["grace", "helen", "ruth", "tom", "margaret"])
LINKS = st.sampled_from(Approval.Relationship.values)
MUST_BE_REACHED = (*Approval.Kind.values, "heads own", "leads own", "ended", "shown")


def asked(kind: str, first: date, days: int, relationship: str) -> Asked:
    """A request with everything filled in."""
    return Asked(
        kind=kind,
        with_whom="A child or parent",
        relationship=relationship,
        platform="WhatsApp",
        device="Office laptop",
        why="Because",
        conditions="",
        starts_on=first,
        ends_on=first + timedelta(days=days),
    )


class Histories(TestCase):
    """Two hundred short histories, and six that always reach what the others may miss."""

    cast: Cast
    reached: ClassVar[Counter[str]] = Counter()

    @classmethod
    def setUpTestData(cls) -> None:
        """The sample school."""
        cls.school = make_school()
        with scope(school=cls.school):
            cls.cast = make_cast(cls.school)

    @classmethod
    def tearDownClass(cls) -> None:
        """Histories that grant nothing would prove nothing."""
        super().tearDownClass()
        missed = [each for each in MUST_BE_REACHED if not cls.reached[each]]
        assert missed == [], f"no history reached {missed}: {dict(cls.reached)}"

    @settings(
        max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
    )
    @example("pupil_link", "ruth", "family", [*YES, DAY_AFTER])
    @example("pupil_link", "helen", "family", [*YES[::-1], DAY_AFTER])
    @example("device", "grace", "none", [*YES, DAY_AFTER, ("end", "right", 3, 0)])
    @example("parent_contact", "tom", "club", [*YES, DAY_AFTER, ("withdraw", "right", 12, 0)])
    @example("pupil_link", "grace", "club", [YES[0], ("second", "nearly", 0, 0), DAY_AFTER])
    @example("pupil_link", "grace", "club", [YES[0], ("second", "right", 1, -1), DAY_AFTER])
    @given(
        kind=KINDS,
        asker=ASKER,
        relationship=LINKS,
        history=HISTORY,
    )
    def test_what_holds_was_rightly_decided(
        self, kind: str, asker: str, relationship: str, history: list[tuple[str, str, int, int]]
    ) -> None:
        """After every act, on every day."""
        clock = datetime(START.year, START.month, START.day, 9, tzinfo=UTC)
        with scope(school=self.school), time_machine.travel(clock, tick=False) as traveller:
            held = self.ask(kind, asker, relationship)
            if held is None:
                return
            for act, who, later, shift in history:
                clock += timedelta(days=later)
                traveller.move_to(clock)
                self.do(act, self.person(who, act, held), held, shift)
                held.refresh_from_db()
                self.look(held)

    def person(self, who: str, act: str, held: Approval) -> Person:
        """Who acts: the one named, the right one, or the one who would be right for another."""
        if who in PEOPLE:
            return self.named(who)
        if act in ("withdraw", "end"):
            return held.person if who == "right" else self.cast.ruth
        second = act in ("second", "refuse_second")
        usual, instead = ("helen", "tom") if second else ("ruth", "margaret")
        own = held.person == self.named(usual)
        return self.named(instead if own == (who == "right") else usual)

    def named(self, who: str) -> Person:
        """One of the cast."""
        person: Person = getattr(self.cast, who)
        return person

    def ask(self, kind: str, asker: str, relationship: str) -> Approval | None:
        """Ask from tomorrow on for ten days."""
        person = self.named(asker)
        request = asked(kind, today() + timedelta(days=1), LENGTH, relationship)
        try:
            return acts.ask_approval(by=person, person=person, asked=request)
        except Refused:
            return None

    def do(self, act: str, by: Person, held: Approval, shift: int) -> None:
        """Try one act, with a first day that may be wrong; a refusal is an answer too."""
        first = max(held.starts_on, today() + timedelta(days=1)) + timedelta(days=shift)
        tries = {
            "grant": lambda: acts.grant_approval(by=by, approval=held, starts_on=first),
            "second": lambda: acts.second_approval(by=by, approval=held, starts_on=first),
            "refuse": lambda: acts.refuse_approval(by=by, approval=held, reason="No"),
            "refuse_second": lambda: acts.refuse_second(by=by, approval=held, reason="No"),
            "withdraw": lambda: acts.withdraw_approval(by=by, approval=held),
            "end": lambda: acts.end_approval(by=by, approval=held),
        }
        try:
            tries[act]()
        except Refused:
            return

    def look(self, held: Approval) -> None:
        """Whatever holds on any day was decided by the right people, before it began; the page
        that asks the database says the same as the rule."""
        days = [START + timedelta(days=n) for n in range(-2, 60)]
        in_force = [day for day in days if is_in_force(held, day)]
        for day in in_force:
            self.rightly(held, day)
        shown = approvals_in_force(self.school, APPROVED_BY, today())
        assert [each.pk for each in shown] == ([held.pk] if today() in in_force else [])
        self.reached["shown"] += len(shown)
        self.count(held, in_force)

    def rightly(self, held: Approval, day: date) -> None:
        """What every day on which an approval holds must satisfy."""
        assert held.decided_by is not None
        assert held.decided_at is not None
        assert held.state in ("granted", "ended")
        assert held.decided_by != held.person
        assert day > held.decided_at.date()
        assert held.starts_on > held.decided_at.date()
        assert held.starts_on <= day <= held.ends_on
        assert held.ended_on is None or day < held.ended_on
        heads_own = held.person == self.cast.ruth
        assert held.decided_by == (self.cast.margaret if heads_own else self.cast.ruth)
        if held.kind == Approval.Kind.PUPIL_LINK:
            leads_own = held.person == self.cast.helen
            assert held.second_by == (self.cast.tom if leads_own else self.cast.helen)
            assert held.second_at is not None
            assert held.starts_on > held.second_at.date()
            assert held.relationship != Approval.Relationship.NONE

    def count(self, held: Approval, in_force: list[date]) -> None:
        """Note what this history reached."""
        if in_force:
            self.reached[held.kind] += 1
            self.reached["heads own"] += held.person == self.cast.ruth
            pupil = held.kind == Approval.Kind.PUPIL_LINK
            self.reached["leads own"] += pupil and held.person == self.cast.helen
            self.reached["ended"] += held.ended_on is not None
