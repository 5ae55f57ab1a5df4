"""Mending how a policy was read: joined, split, reworded, set aside, made; tiles stay tiles."""

import pytest

from candour.kit.access import Refused
from candour.policy.actions.review import (
    change_clause,
    make_clause,
    merge_with_next,
    set_aside,
    split_clause,
)
from candour.policy.actions.steps import undo_step
from candour.policy.models import ClauseText, Version
from candour.policy.rules.splitting import places, typed_place
from candour.policy.rules.tiling import untiled
from candour.schools.models import School
from tests.factories.cast import Cast
from tests.policy.review.test_links import everything
from tests.policy.stages import adopted, imported, words

FRIENDS = "Staff must not be friends"
TELL = "Staff must tell"


def tiles(version: Version) -> list[tuple[int, int]]:
    """Faults in the tiling of a version's text."""
    version.refresh_from_db()
    spans = list(ClauseText.objects.filter(version=version).values_list("start", "end"))
    spans += [(each["start"], each["end"]) for each in version.furniture]
    return untiled(len(version.text), spans)


def test_two_clauses_are_joined_and_parted_again(school: School, cast: Cast) -> None:
    version = imported(school, cast.ruth)
    before = everything()
    first, second = words(version, FRIENDS), words(version, TELL)
    step = merge_with_next(by=cast.helen, text=first)
    first.refresh_from_db()
    assert first.text == version.text[first.start : second.end]
    assert not ClauseText.objects.filter(pk=second.pk).exists()
    assert tiles(version) == []
    undo_step(by=cast.helen, step=step)
    assert everything() == before


def test_clauses_on_two_sides_of_a_heading_are_not_joined(school: School, cast: Cast) -> None:
    version = imported(school, cast.ruth)
    with pytest.raises(Refused, match="A heading or a table stands between"):
        merge_with_next(by=cast.ruth, text=words(version, "Staff are advised to check"))


def test_a_clause_is_split_and_both_halves_have_words_and_suggestions(
    school: School, cast: Cast
) -> None:
    version = imported(school, cast.ruth)
    before = everything()
    text = words(version, "The headteacher approves each official account before")
    step = split_clause(by=cast.ruth, text=text, at=text.text.index("before"))
    text.refresh_from_db()
    second = words(version, "before it opens")
    assert text.text == "The headteacher approves each official account"
    assert second.headings == text.headings
    assert second.clause.ref != text.clause.ref
    assert tiles(version) == []
    undo_step(by=cast.ruth, step=step)
    assert everything() == before


@pytest.mark.parametrize("at", [0, 500])
def test_a_clause_is_split_only_inside(school: School, cast: Cast, at: int) -> None:
    version = imported(school, cast.ruth)
    with pytest.raises(Refused, match="inside the clause"):
        split_clause(by=cast.ruth, text=words(version, FRIENDS), at=at)


def test_words_put_right_change_the_fingerprint_and_are_marked(school: School, cast: Cast) -> None:
    version = imported(school, cast.ruth)
    text = words(version, FRIENDS)
    before = text.fingerprint
    change_clause(
        by=cast.ruth,
        text=text,
        title="No friends among pupils",
        words="Staff must not be friends with any pupil on social media.",
        kind="advice",
        binds=["Staff", "Vol"],
    )
    text.refresh_from_db()
    assert text.fingerprint != before
    assert (text.mended, text.kind, text.binds) == (True, "advice", ["Staff", "Vol"])
    assert text.title == "No friends among pupils"
    assert tiles(version) == []


def test_a_clause_set_aside_becomes_furniture_and_can_become_one_again(
    school: School, cast: Cast
) -> None:
    version = imported(school, cast.ruth)
    text = words(version, FRIENDS)
    start = text.start
    set_aside(by=cast.ruth, text=text)
    assert not ClauseText.objects.filter(pk=text.pk).exists()
    assert tiles(version) == []
    make_clause(by=cast.ruth, version=version, start=start)
    assert words(version, FRIENDS).start == start
    assert tiles(version) == []


def test_the_words_of_a_version_in_force_are_settled(school: School, cast: Cast) -> None:
    version = adopted(school, cast.ruth)
    with pytest.raises(Refused, match="in force are settled"):
        merge_with_next(by=cast.ruth, text=words(version, FRIENDS))


def test_places_to_split_are_stops_and_joined_halves() -> None:
    text = "Keep it private; never share it and tell the office. Then rest."
    assert [text[at:] for at, _ in places(text)] == [
        "never share it and tell the office. Then rest.",
        "and tell the office. Then rest.",
        "Then rest.",
    ]


def test_a_broken_line_shows_where_to_split() -> None:
    text = "Staff must be kind and must be brief."
    assert typed_place(text, "Staff must be kind\nand must be brief.") == text.index("and")
    assert typed_place(text, text) is None
    assert typed_place(text, "Staff must be unkind\nand must be brief.") is None
