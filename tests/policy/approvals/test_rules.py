"""No history of acts makes an approval in force that the rules forbid (STA-15, STA-21, STA-22)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import time_machine
from django_scopes import scope
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from candour.kit.access import Refused
from candour.kit.clock import today
from candour.people.models import Person
from candour.policy.actions import approvals as acts
from candour.policy.models import Approval
from candour.policy.rules.approvals import Asked, is_in_force
from tests.factories.cast import Cast, make_cast, make_school

START = date(2026, 9, 7)
WHO = st.sampled_from(["ruth", "helen", "tom", "margaret", "grace", "ivy", "owen", "sam"])
KINDS = st.sampled_from(Approval.Kind.values)
ACT = st.tuples(
    st.sampled_from(["ask", "grant", "second", "refuse", "refuse_second", "withdraw", "end"]),
    WHO,
    st.integers(0, 5),
)


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
    """Ten thousand small histories would take minutes; a few hundred find every rule left out."""

    cast: Cast

    @classmethod
    def setUpTestData(cls) -> None:
        """The sample school."""
        cls.school = make_school()
        with scope(school=cls.school):
            cls.cast = make_cast(cls.school)

    @settings(
        max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
    )
    @given(
        kind=KINDS,
        asker=WHO,
        relationship=st.sampled_from(Approval.Relationship.values),
        history=st.lists(ACT, min_size=1, max_size=8),
    )
    def test_what_holds_was_rightly_decided(
        self, kind: str, asker: str, relationship: str, history: list[tuple[str, str, int]]
    ) -> None:
        """After every act and on every later day."""
        clock = datetime(START.year, START.month, START.day, 9, tzinfo=UTC)
        with scope(school=self.school), time_machine.travel(clock, tick=False) as traveller:
            held = self.ask(kind, asker, relationship)
            for act, who, later in history:
                clock += timedelta(days=later)
                traveller.move_to(clock)
                if held is None:
                    held = self.ask(kind, asker, relationship)
                else:
                    self.do(act, getattr(self.cast, who), held)
                    held.refresh_from_db()
                    self.look(held)

    def ask(self, kind: str, asker: str, relationship: str) -> Approval | None:
        """Ask from tomorrow on for ten days."""
        person = getattr(self.cast, asker)
        request = asked(kind, today() + timedelta(days=1), 10, relationship)
        try:
            return acts.ask_approval(by=person, person=person, asked=request)
        except Refused:
            return None

    def do(self, act: str, by: Person, held: Approval) -> None:
        """Try one act; a refusal is an answer too."""
        later = max(held.starts_on, today() + timedelta(days=1))
        tries = {
            "grant": lambda: acts.grant_approval(by=by, approval=held, starts_on=later),
            "second": lambda: acts.second_approval(by=by, approval=held, starts_on=later),
            "refuse": lambda: acts.refuse_approval(by=by, approval=held, reason="No"),
            "refuse_second": lambda: acts.refuse_second(by=by, approval=held, reason="No"),
            "withdraw": lambda: acts.withdraw_approval(by=by, approval=held),
            "end": lambda: acts.end_approval(by=by, approval=held),
            "ask": lambda: None,
        }
        try:
            tries[act]()
        except Refused:
            return

    def look(self, held: Approval) -> None:
        """Whatever holds on any day was decided by the right people, before it began."""
        days = [held.starts_on + timedelta(days=n) for n in range(-3, 15)]
        for day in [day for day in days if is_in_force(held, day)]:
            assert held.decided_by is not None
            assert held.decided_at is not None
            assert held.decided_by != held.person
            assert held.starts_on > held.decided_at.date()
            assert day <= held.ends_on
            heads_own = held.person == self.cast.ruth
            assert held.decided_by == (self.cast.margaret if heads_own else self.cast.ruth)
            if held.kind == Approval.Kind.PUPIL_LINK:
                assert held.second_at is not None
                assert held.second_by in (self.cast.helen, self.cast.tom)
                assert held.second_by not in (held.person, held.decided_by)
                assert held.starts_on > held.second_at.date()
                assert held.relationship != Approval.Relationship.NONE
