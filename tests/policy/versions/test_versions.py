"""Versions: what a new one keeps, changes, adds and retires; when the older stops counting."""

from datetime import date, timedelta

import pytest

from candour.kit.access import Refused
from candour.kit.clock import today
from candour.policy.actions.links import confirm_link, reject_link
from candour.policy.actions.versions import adopt_version, discard_version
from candour.policy.models import Clause, ClauseText, Link, Version
from candour.policy.queries.versions import changes
from candour.policy.rules.review import is_suspect
from candour.policy.rules.tiling import untiled
from candour.schools.models import School
from tests.factories.cast import Cast
from tests.policy.files import CHANGED, SMALL
from tests.policy.stages import APPROVED, adopted, best_link, imported, words

FRIENDS = "Staff must not be friends"
COMMENTS = "Comments that hurt"
COMPLAINT = "Parents with a complaint"


def test_the_first_version_has_every_clause_and_tiles_its_text(school: School, cast: Cast) -> None:
    version = imported(school, cast.ruth)
    texts = list(ClauseText.objects.filter(version=version).order_by("position"))
    assert (version.number, version.status, len(texts)) == (1, Version.Status.REVIEW, 8)
    spans = [(each.start, each.end) for each in texts]
    spans += [(each["start"], each["end"]) for each in version.furniture]
    assert untiled(len(version.text), spans) == []
    assert version.file is not None
    assert version.file.sha256 == version.sha256


def test_nothing_counts_before_a_person_confirmed_it(school: School, cast: Cast) -> None:
    imported(school, cast.ruth)
    assert set(Link.objects.values_list("status", flat=True)) == {Link.Status.SUGGESTED}
    assert Link.objects.count() >= 8


def test_the_same_bytes_again_are_refused_and_name_the_version(school: School, cast: Cast) -> None:
    adopted(school, cast.ruth)
    with pytest.raises(Refused, match="it is version 1 of this document"):
        imported(school, cast.ruth)
    assert Version.objects.count() == 1


def test_one_version_is_looked_at_at_a_time(school: School, cast: Cast) -> None:
    imported(school, cast.ruth)
    with pytest.raises(Refused, match="Version 1 is being looked at"):
        imported(school, cast.ruth, CHANGED)


def test_a_new_version_keeps_references_and_links_of_unchanged_clauses(
    school: School, cast: Cast
) -> None:
    first = adopted(school, cast.ruth)
    link = best_link(first, FRIENDS)
    confirm_link(by=cast.ruth, link=link)
    second = imported(school, cast.ruth, CHANGED)
    assert words(second, FRIENDS).clause == words(first, FRIENDS).clause
    link.refresh_from_db()
    assert not is_suspect(link, words(second, FRIENDS))
    found = changes(second)
    assert (found.same, len(found.changed), len(found.added), len(found.gone)) == (6, 1, 1, 1)


def test_a_changed_clause_turns_its_link_suspect_until_a_person_says_still_right(
    school: School, cast: Cast
) -> None:
    first = adopted(school, cast.ruth)
    confirm_link(by=cast.ruth, link=best_link(first, COMMENTS))
    second = imported(school, cast.ruth, CHANGED)
    link = best_link(second, COMMENTS)
    assert is_suspect(link, words(second, COMMENTS))
    confirm_link(by=cast.helen, link=link, version=second)
    link.refresh_from_db()
    assert not is_suspect(link, words(second, COMMENTS))


def test_what_is_decided_about_a_new_version_leaves_the_one_in_force_alone(
    school: School, cast: Cast
) -> None:
    first = adopted(school, cast.ruth)
    link = best_link(first, COMMENTS)
    confirm_link(by=cast.ruth, link=link)
    second = imported(school, cast.ruth, CHANGED)
    reject_link(by=cast.ruth, link=link, version=second)
    link.refresh_from_db()
    assert (link.status, link.pending_status) == (Link.Status.CONFIRMED, Link.Status.REJECTED)
    assert link.fingerprint == words(first, COMMENTS).fingerprint
    adopt_version(by=cast.ruth, version=second, **APPROVED)
    link.refresh_from_db()
    assert (link.status, link.pending_status, link.decided_by) == (
        Link.Status.REJECTED,
        "",
        cast.ruth,
    )


def test_adopting_replaces_the_version_before_and_retires_what_is_gone(
    school: School, cast: Cast
) -> None:
    first = adopted(school, cast.ruth)
    gone = words(first, COMPLAINT).clause
    confirmed = best_link(first, COMPLAINT)
    confirm_link(by=cast.ruth, link=confirmed)
    second = imported(school, cast.ruth, CHANGED)
    adopt_version(by=cast.sam, version=second, **APPROVED)
    first.refresh_from_db()
    gone.refresh_from_db()
    assert first.status == Version.Status.SUPERSEDED
    assert gone.retired_in == second
    assert [link.control for link in gone.links.all()] == [confirmed.control]
    assert Clause.objects.filter(retired_in=None).count() == 8
    second.document.refresh_from_db()
    assert second.document.review_on == APPROVED["review_on"]


def test_an_unchanged_policy_keeps_all_its_links(school: School, cast: Cast) -> None:
    first = adopted(school, cast.ruth)
    for link in Link.objects.filter(confidence__gte=0.3):
        confirm_link(by=cast.ruth, link=link)
    before = set(Link.objects.values_list("pk", "status", "fingerprint"))
    second = imported(school, cast.ruth, SMALL + "\n")
    adopt_version(by=cast.ruth, version=second, **APPROVED)
    assert set(Link.objects.values_list("pk", "status", "fingerprint")) == before
    assert changes(second).same == ClauseText.objects.filter(version=first).count()


def test_what_was_turned_down_stays_so_when_the_file_comes_again(
    school: School, cast: Cast
) -> None:
    first = imported(school, cast.ruth)
    link = best_link(first, FRIENDS)
    reject_link(by=cast.ruth, link=link)
    discard_version(by=cast.ruth, version=first)
    again = imported(school, cast.ruth)
    assert words(again, FRIENDS).clause == link.clause
    link.refresh_from_db()
    assert link.status == Link.Status.REJECTED


def test_setting_a_version_aside_forgets_what_was_decided_on_it_alone(
    school: School, cast: Cast
) -> None:
    first = adopted(school, cast.ruth)
    link = best_link(first, COMMENTS)
    confirm_link(by=cast.ruth, link=link)
    second = imported(school, cast.ruth, CHANGED)
    reject_link(by=cast.ruth, link=link, version=second)
    discard_version(by=cast.ruth, version=second)
    link.refresh_from_db()
    assert (link.status, link.pending_status) == (Link.Status.CONFIRMED, "")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"approved_on": today() + timedelta(days=1)}, "lies in the future"),
        ({"approved_by": " "}, "Enter who approved"),
        ({"review_on": date(2026, 9, 1)}, "must be later"),
    ],
)
def test_adopting_asks_for_the_facts_that_policies_leave_out(
    school: School, cast: Cast, changed: dict[str, object], reason: str
) -> None:
    version = imported(school, cast.ruth)
    with pytest.raises(Refused, match=reason):
        adopt_version(by=cast.ruth, version=version, **{**APPROVED, **changed})


def test_a_version_cannot_be_adopted_twice_nor_after_it_was_replaced(
    school: School, cast: Cast
) -> None:
    first = adopted(school, cast.ruth)
    with pytest.raises(Refused, match="in force already"):
        adopt_version(by=cast.ruth, version=first, **APPROVED)
    adopted(school, cast.ruth, CHANGED)
    with pytest.raises(Refused, match="has replaced this one"):
        adopt_version(by=cast.ruth, version=first, **APPROVED)


@pytest.mark.parametrize("who", ["grace", "mohammed", "margaret", "tom"])
def test_only_head_and_senior_leaders_import_and_adopt(
    school: School, cast: Cast, who: str
) -> None:
    person = getattr(cast, who)
    with pytest.raises(Refused, match="role does not allow"):
        imported(school, person)
