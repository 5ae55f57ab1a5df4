"""One chain, in order; only what is declared; what is personal can go and the chain stays whole."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django_scopes import scope
from django_scopes.state import state

from candour.audit.actions import erase_personal
from candour.audit.canonical import entry_hash, plain
from candour.audit.checking import check_chain
from candour.audit.models import ChainHead, Checkpoint, Entry, PersonalPart
from candour.audit.queries import entries_about, inclusion, trail
from candour.audit.recording import record_bulk
from candour.audit.rules import UndeclaredKind, body_of
from candour.kit.access import Machine, Refused
from candour.kit.actions import record
from candour.kit.manifest import AuditKind, Manifest, manifests
from candour.schools.models import School
from tests.factories.cast import make_school
from tests.factories.keys import machine


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two kinds of entry that only tests write."""
    tea = Manifest(
        audit_kinds=(
            AuditKind("tea.made", "{actor} made {cups} cups of {tea} for {guest}"),
            AuditKind("tea.poured", "{actor} poured {leaves} cups"),
        )
    )
    monkeypatch.setitem(manifests(), "tests.tea", tea)


@pytest.fixture
def by(school: School) -> Machine:
    return machine(school)


def test_an_entry_follows_from_the_one_before(school: School, by: Machine) -> None:
    record("tea.made", by=by, about=school, facts={"cups": 2, "tea": "assam"})
    record("tea.made", by=by, about="pot:7", facts={"cups": 1})
    keys, first, second = Entry.objects.order_by("sequence")
    assert [e.sequence for e in (keys, first, second)] == [1, 2, 3]
    assert (keys.previous, first.previous, second.previous) == ("", keys.hash, first.hash)
    assert (second.about_type, second.about_id) == ("pot", "7")
    assert all(e.hash == entry_hash(body_of(e)) for e in (keys, first, second))
    head = ChainHead.objects.get(chain="school")
    assert (head.sequence, head.hash) == (3, second.hash)
    assert check_chain(school).problems == []


def test_the_two_chains_of_a_school_know_nothing_of_each_other(school: School, by: Machine) -> None:
    record("tea.made", by=by, about=school, chain="sealed")
    assert Entry.objects.get(chain="sealed").sequence == 1
    assert trail(school).entries[0].sequence == 1


def test_what_no_manifest_declares_is_not_recorded(school: School, by: Machine) -> None:
    with pytest.raises(UndeclaredKind):
        record("tea.spilt", by=by, about=school)
    assert not Entry.objects.filter(kind="tea.spilt").exists()


def test_nothing_is_recorded_about_another_schools_row(school: School, by: Machine) -> None:
    other = make_school("elsewhere")
    with pytest.raises(Refused, match="another school"):
        record("tea.made", by=by, about=other)


def test_the_school_is_that_of_the_scope_where_nothing_else_says(school: School) -> None:
    record("tea.made", by=Machine("a command", None), facts={})
    assert Entry.objects.filter(kind="tea.made").count() == 1
    token = state.set(None)
    try:
        with pytest.raises(Refused, match="which school"):
            record("tea.made", by=Machine("a command", None))
    finally:
        state.reset(token)


def test_recording_costs_three_queries(
    school: School, by: Machine, django_assert_num_queries: Callable[..., object]
) -> None:
    with django_assert_num_queries(3):  # type: ignore[attr-defined]
        record("tea.made", by=by, about=school, facts={"cups": 1})
    with django_assert_num_queries(4):  # type: ignore[attr-defined]
        record("tea.made", by=by, about=school, personal={"guest": "Grace Liu"})


def test_erasing_what_is_personal_leaves_the_chain_whole(school: School, by: Machine) -> None:
    record("tea.made", by=by, facts={"cups": 1, "tea": "assam"}, personal={"guest": "Grace Liu"})
    entry = Entry.objects.get(kind="tea.made")
    assert trail(school).entries[0].sentence == (
        "Candour (a test) made 1 cups of assam for Grace Liu"
    )
    assert erase_personal(by=machine(school, "audit.erase"), entry=entry) is True
    assert PersonalPart.objects.count() == 0
    assert check_chain(school).problems == []
    told = [each.sentence for each in trail(school).entries]
    assert told[1] == "Candour (a test) made 1 cups of assam for –"
    assert told[0] == f"Candour (a test) erased what entry {entry.sequence} said about people"
    assert erase_personal(by=machine(school, "audit.erase"), entry=entry) is False


def test_a_changed_personal_part_is_noticed(school: School, by: Machine) -> None:
    record("tea.made", by=by, personal={"guest": "Grace Liu"})
    PersonalPart.objects.update(fields={"guest": "Ruth Adeyemi"})
    assert [p.sentence for p in check_chain(school).problems] == [
        "What entry 2 says about people was changed."
    ]


@pytest.mark.parametrize("count", [1, 2, 3, 7, 8, 13])
def test_a_bulk_act_is_one_entry_that_shows_each_row(
    school: School, by: Machine, count: int
) -> None:
    rows = [f"cup:{n}" for n in range(count)]
    record_bulk("tea.poured", by=by, abouts=rows, facts={"tea": "assam"})
    entry = Entry.objects.get(kind="tea.poured")
    assert entry.facts["leaves"] == count
    proofs = [inclusion(entry, row) for row in rows]
    assert all(proof is not None and proof.holds for proof in proofs)
    assert inclusion(entry, "cup:99") is None
    assert [told.sentence for told in entries_about("cup:0")] == [
        f"Candour (a test) poured {count} cups"
    ]
    assert check_chain(school).problems == []
    entry.leaves.all().order_by("position").last().delete()  # type: ignore[union-attr]
    assert [p.sentence for p in check_chain(school).problems] == [
        "The list of what entry 2 is about was changed."
    ]


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_the_database_refuses_to_change_what_was_written(
    school: School, by: Machine, verb: str
) -> None:
    record("tea.made", by=by, about=school)
    sql = {
        "update": "UPDATE audit_entry SET kind = 'x'",
        "delete": "DELETE FROM audit_entry",
    }[verb]
    with (
        pytest.raises(DatabaseError, match="never changed or deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Entry.objects.filter(kind="tea.made").update(kind="x")
    assert Entry.objects.filter(kind="tea.made").count() == 1


@pytest.mark.parametrize("table", ["audit_entry", "audit_checkpoint"])
def test_postgresql_refuses_to_empty_the_tables(school: School, table: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            cursor.execute(f"TRUNCATE {table} CASCADE")


def test_a_checkpoint_cannot_be_changed_either(school: School) -> None:
    Checkpoint.objects.create(
        school=school, chain="school", sequence=1, hash="", at=datetime.now(UTC)
    )
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Checkpoint.objects.all().delete()


def test_values_are_kept_as_both_databases_give_them_back(school: School, by: Machine) -> None:
    facts = {"score": 0.1, "big": 2**60, "nul": "a\x00b", "half": "\ud800", "list": [1, None, True]}
    record("tea.made", by=by, facts=facts)
    kept = Entry.objects.get(kind="tea.made").facts
    assert kept == {
        "score": "0.1",
        "big": str(2**60),
        "nul": "a\ufffdb",
        "half": "?",
        "list": [1, None, True],
    }
    assert check_chain(school).problems == []


def test_plain_writes_sets_in_order_and_moments_in_utc() -> None:
    at = datetime.fromisoformat("2026-09-12T08:10:00+01:00")
    assert plain({"who": {"b", "a"}, "at": at, "on": at.date()}) == {
        "who": ["a", "b"],
        "at": "2026-09-12T07:10:00.000000Z",
        "on": "2026-09-12",
    }


def test_the_trail_is_read_by_page_kind_day_and_actor(school: School, by: Machine) -> None:
    for cups in range(5):
        record("tea.made", by=by, facts={"cups": cups})
    page = trail(school, limit=2)
    assert ([told.sequence for told in page.entries], page.older) == ([6, 5], 5)
    page = trail(school, limit=2, before=3)
    assert ([told.sequence for told in page.entries], page.older) == ([2, 1], None)
    assert len(trail(school, kind="tea.").entries) == 5
    assert [e.kind for e in trail(school, kind="keys.school.created").entries] == [
        "keys.school.created"
    ]
    assert len(trail(school, day=Entry.objects.first().at.date()).entries) == 6  # type: ignore[union-attr]
    assert trail(school, actor_ref="person:1").entries == []


def test_a_school_reads_its_own_trail_only(school: School, by: Machine) -> None:
    other = make_school("elsewhere")
    with scope(school=other):
        assert [told.sequence for told in trail(other).entries] == [1]
    assert Entry.objects.count() == 1
