"""The one piece of magic, tested hardest."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from candour.kit import access, actions
from candour.kit.access import Actor, Machine, Refused
from candour.kit.actions import NothingRecorded, action, record, unchanged

pytestmark = pytest.mark.django_db

MAY = Machine("a test", None, frozenset({"tea.make"}))
MAY_NOT = Machine("a test", None)


class Notebook:
    """A recorder that keeps what it was told."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str, Mapping[str, Any]]] = []

    def record(
        self,
        kind: str,
        *,
        by: Actor,
        about: Any,
        facts: Mapping[str, Any],
        personal: Mapping[str, Any],
        chain: str,
    ) -> None:
        self.lines.append((kind, by.actor_ref, facts))


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> Notebook:
    kept = Notebook()
    monkeypatch.setattr(actions, "_recorder", kept)
    return kept


@contextmanager
def rows() -> Iterator[list[str]]:
    """Names of the trusts in the database, read at the end."""
    from candour.schools.models import Trust

    found: list[str] = []
    yield found
    found.extend(Trust.objects.order_by("name").values_list("name", flat=True))


@action(needs="tea.make")
def make_tea(*, by: Actor, name: str, noted: bool = True, fail: bool = False) -> str:
    """Write a row, note it or not, fail or not."""
    from candour.schools.models import Trust

    Trust.objects.create(name=name, slug=name)
    if noted:
        record("tea.made", by=by, facts={"name": name})
    if fail:
        raise ValueError(name)
    return name


@action(needs="tea.make")
def make_two(*, by: Actor) -> None:
    """Call one action from another."""
    make_tea(by=by, name="one")
    make_tea(by=by, name="two")


@action(needs="tea.make")
def leave_it(*, by: Actor) -> str:
    """Find nothing to do."""
    unchanged()
    return "as it was"


def test_an_action_writes_and_is_recorded(notebook: Notebook) -> None:
    with rows() as names:
        assert make_tea(by=MAY, name="assam") == "assam"
    assert names == ["assam"]
    assert notebook.lines == [("tea.made", "machine:a test", {"name": "assam"})]


def test_an_actor_without_the_capability_is_refused_and_nothing_is_written(
    notebook: Notebook,
) -> None:
    with rows() as names, pytest.raises(Refused) as refused:
        make_tea(by=MAY_NOT, name="assam")
    assert refused.value.reason == "Your role does not allow this."
    assert (names, notebook.lines) == ([], [])


def test_an_action_that_records_nothing_fails_and_keeps_nothing(notebook: Notebook) -> None:
    with rows() as names, pytest.raises(NothingRecorded):
        make_tea(by=MAY, name="assam", noted=False)
    assert names == []


def test_an_action_that_fails_keeps_nothing(notebook: Notebook) -> None:
    with rows() as names, pytest.raises(ValueError, match="assam"):
        make_tea(by=MAY, name="assam", fail=True)
    assert names == []


def test_what_a_nested_action_records_counts_for_the_outer_one(notebook: Notebook) -> None:
    make_two(by=MAY)
    assert [kind for kind, _, _ in notebook.lines] == ["tea.made", "tea.made"]


def test_an_action_with_nothing_to_do_says_so(notebook: Notebook) -> None:
    assert leave_it(by=MAY) == "as it was"
    assert notebook.lines == []


def test_without_a_recorder_everything_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "_recorder", None)
    with rows() as names, pytest.raises(Refused):
        make_tea(by=MAY, name="assam")
    assert names == []


def test_without_an_authority_nobody_may_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "_authority", access._NobodyMay())

    class Somebody:
        school_id = None
        actor_ref = "person:1"
        actor_name = "Somebody"

    assert access.allows(Somebody(), "tea.make") is False
    assert access.allows(None, "tea.make") is False


def test_an_action_says_which_capability_it_needs() -> None:
    assert make_tea.needs == "tea.make"  # type: ignore[attr-defined]
