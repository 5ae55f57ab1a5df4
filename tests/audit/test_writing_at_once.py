"""Several writers at once make one chain on PostgreSQL (for SQLite see test_on_a_file)."""

import threading

import pytest
from django.db import connection, connections, transaction
from django_scopes import scope

from candour.audit.checking import check_chain
from candour.audit.models import Entry
from candour.kit.actions import record
from candour.kit.manifest import AuditKind, Manifest, manifests
from candour.schools.models import School
from tests.factories.cast import make_school
from tests.factories.keys import machine

WRITERS, EACH = 4, 8


@pytest.fixture
def committed(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> School:
    """A school that other connections can see."""
    tea = Manifest(audit_kinds=(AuditKind("tea.made", "{actor} made tea"),))
    monkeypatch.setitem(manifests(), "tests.tea", tea)
    return make_school()


def write(school: School, name: str, failures: list[BaseException]) -> None:
    """Write entries, each in its own transaction, every third of which is undone."""
    try:
        by = machine(school)
        for number in range(EACH):
            try:
                with transaction.atomic(), scope(school=school):
                    record("tea.made", by=by, about=f"cup:{name}{number}")
                    if number % 3 == 2:
                        raise TimeoutError
            except TimeoutError:
                continue
    except BaseException as failure:
        failures.append(failure)
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_make_one_chain(committed: School) -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():  # type: ignore[attr-defined]
        pytest.skip("an in-memory database has one connection; see the test on a file")
    failures: list[BaseException] = []
    threads = [
        threading.Thread(target=write, args=(committed, name, failures))
        for name in "abcd"[:WRITERS]
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with scope(school=committed):
        kept = WRITERS * len([n for n in range(EACH) if n % 3 != 2])
        places = list(Entry.objects.order_by("sequence").values_list("sequence", flat=True))
    assert places == list(range(1, kept + 2))
    assert check_chain(committed).problems == []
