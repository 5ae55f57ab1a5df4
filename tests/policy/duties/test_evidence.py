"""Evidence: who may give it, when it counts, and that what is taken back stays in the history."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from candour.kit.access import Machine, Refused
from candour.kit.clock import today
from candour.policy.actions import duties as acts
from candour.policy.actions.evidence import Upload
from candour.policy.actions.facts import refresh
from candour.policy.models import ControlFacts, Duty, Evidence, Version
from candour.policy.queries.coverage import DutyNow, coverage
from candour.schools.models import School
from tests.factories.cast import Cast
from tests.factories.policy import make_evidence, make_policy


def duty_of(school: School, control: str) -> Duty:
    return Duty.objects.select_related("school", "owner").get(school=school, control=control)


def now(school: School, control: str) -> DutyNow:
    return coverage(school, today()).duties[control]


def keeper(school: School) -> Machine:
    return Machine("test", school.pk, frozenset({"policy.duties.manage"}))


def attest(school: School, cast: Cast, control: str, day: date, **given: object) -> Evidence:
    return acts.attest(
        by=cast.sam,
        duty=duty_of(school, control),
        statement="Done together.",
        collected_on=day,
        **given,
    )


def test_it_counts_at_once_and_as_long_as_the_control_says(school: School, cast: Cast) -> None:
    make_policy(school, cast.ruth, owner=cast.sam)
    proof = attest(school, cast, "training", today())
    assert proof.expires_on == today() + timedelta(days=400)
    assert now(school, "training").state == "met"
    assert duty_of(school, "training").next_due == today().replace(year=today().year + 1)


def test_the_schools_own_rhythm_sets_the_end(school: School, cast: Cast) -> None:
    make_policy(school, cast.ruth, owner=cast.sam)
    acts.set_rhythm(by=cast.ruth, duty=duty_of(school, "training"), rhythm="weekly")
    proof = attest(school, cast, "training", today())
    assert proof.expires_on == today() + timedelta(days=7)


@pytest.mark.parametrize(
    ("day", "expires", "words"),
    [(1, None, "in the future"), (0, 0, "a day after"), (-5, -9, "a day after")],
)
def test_days_that_cannot_be_are_refused(
    school: School, cast: Cast, day: int, expires: int | None, words: str
) -> None:
    make_policy(school, cast.ruth, owner=cast.sam)
    ends = None if expires is None else today() + timedelta(days=expires)
    with pytest.raises(Refused, match=words):
        attest(school, cast, "training", today() + timedelta(days=day), expires_on=ends)
    assert Evidence.objects.count() == 0


def test_only_the_owner_or_a_leader_says_that_it_was_done(school: School, cast: Cast) -> None:
    make_policy(school, cast.ruth, owner=cast.grace)
    for person in (cast.grace, cast.ruth, cast.sam, cast.helen):
        acts.attest(
            by=person,
            duty=duty_of(school, "training"),
            statement="Done.",
            collected_on=today(),
        )
    for person, words in ((cast.priya, "Only the person"), (cast.ivy, "Your role")):
        with pytest.raises(Refused, match=words):
            acts.attest(
                by=person,
                duty=duty_of(school, "training"),
                statement="Done.",
                collected_on=today(),
            )
    assert Evidence.objects.count() == 4


def test_nobody_says_what_candour_sees_itself(school: School, cast: Cast) -> None:
    make_policy(school, cast.ruth, owner=cast.sam)
    with pytest.raises(Refused, match="its own records"):
        attest(school, cast, "roles", today())


def test_a_file_is_kept_with_it(school: School, cast: Cast) -> None:
    make_policy(school, cast.ruth, owner=cast.sam)
    upload = Upload("list.txt", "text/plain", b"Everybody came")
    proof = attest(school, cast, "training", today(), file=upload)
    assert proof.file is not None
    assert (proof.file.name, proof.file.size) == ("list.txt", 14)


def test_what_is_taken_back_does_not_count_and_stays(school: School, cast: Cast) -> None:
    make_policy(school, cast.ruth, owner=cast.sam)
    older = attest(school, cast, "training", today() - timedelta(days=30))
    newer = attest(school, cast, "training", today())
    acts.withdraw_evidence(by=cast.sam, evidence=newer, reason="Half of them were away.")
    assert now(school, "training").last == older.collected_on
    acts.withdraw_evidence(by=cast.sam, evidence=older, reason="The list was lost.")
    assert now(school, "training").standing.proven is False
    assert Evidence.objects.count() == 2
    with pytest.raises(Refused, match="taken back already"):
        acts.withdraw_evidence(by=cast.sam, evidence=older, reason="Again.")
    other = attest(school, cast, "newsletter", today())
    with pytest.raises(Refused, match="Say why"):
        acts.withdraw_evidence(by=cast.sam, evidence=other, reason="")


def test_acknowledgement_is_about_one_version_and_ends_with_it(school: School, cast: Cast) -> None:
    version = make_policy(school, cast.ruth, owner=cast.sam)
    proof = attest(school, cast, "policy-acknowledgement", today())
    assert proof.version == version
    assert now(school, "policy-acknowledgement").state == "met"
    Version.objects.filter(pk=version.pk).update(status=Version.Status.SUPERSEDED)
    assert now(school, "policy-acknowledgement").standing.proven is False
    with pytest.raises(Refused, match="No policy is in force"):
        attest(school, cast, "policy-acknowledgement", today())
    refresh(by=keeper(school), school=school)
    assert not ControlFacts.objects.filter(control="policy-acknowledgement").exists()


def test_the_evidence_that_counts_longest_is_the_one_shown(school: School, cast: Cast) -> None:
    make_policy(school, cast.ruth, owner=cast.sam)
    long = attest(school, cast, "training", today() - timedelta(days=10))
    attest(school, cast, "training", today(), expires_on=today() + timedelta(days=3))
    facts = ControlFacts.objects.get(control="training")
    assert (facts.expires_on, facts.done, facts.of) == (long.expires_on, 1, 1)


def test_working_out_facts_costs_the_same_with_ten_times_the_evidence(
    school: School, cast: Cast
) -> None:
    make_policy(school, cast.ruth, owner=cast.sam)
    make_evidence(school, cast.sam, 1)
    costs = []
    for more in (0, 10):
        ControlFacts.objects.all().delete()
        make_evidence(school, cast.sam, more)
        with CaptureQueriesContext(connection) as queries:
            refresh(by=keeper(school), school=school)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 18


def test_working_out_facts_twice_changes_nothing(school: School, cast: Cast) -> None:
    make_policy(school, cast.ruth, owner=cast.sam)
    attest(school, cast, "training", today())
    refresh(by=keeper(school), school=school)
    before = list(ControlFacts.objects.order_by("control").values_list("id", "control", "done"))
    refresh(by=keeper(school), school=school)
    after = list(ControlFacts.objects.order_by("control").values_list("id", "control", "done"))
    assert after == before
    assert len(before) == 7
