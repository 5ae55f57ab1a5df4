"""Fixtures shared by all tests: the sample school, its cast, and clients signed in as them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client, TransactionTestCase
from django_scopes import scope

from candour.audit.guards import install_guards, remove_guards
from candour.people.models import Person
from candour.schools.models import School
from tests.factories.cast import Cast, make_cast, make_school, sign_in
from tests.factories.keys import ensure_master_key


@pytest.fixture(autouse=True, scope="session")
def master_key() -> None:
    """A throw-away master key in the tests' data folder."""
    ensure_master_key()


@pytest.fixture(autouse=True, scope="session")
def empty_guarded_tables() -> Iterator[None]:
    """Tests that commit have their tables emptied afterwards, which the audit trail's triggers
    would refuse: they are taken away for just that moment."""
    emptied = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def teardown(case: TransactionTestCase) -> None:
        with connection.schema_editor() as editor:
            remove_guards(editor)
        emptied(case)
        with connection.schema_editor() as editor:
            install_guards(editor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield


@pytest.fixture
def school(db: None) -> Iterator[School]:
    """Larkfield Primary, empty, with its scope open for the length of the test."""
    made = make_school()
    with scope(school=made):
        yield made


@pytest.fixture
def cast(school: School) -> Cast:
    """Larkfield's people."""
    return make_cast(school)


@pytest.fixture
def client_for() -> Callable[..., Client]:
    """Makes a client signed in as a person: ``client_for(cast.ruth)``, second step done unless
    ``second_factor=False``."""

    def make(person: Person, second_factor: bool = True) -> Client:
        return sign_in(Client(), person, second_factor)

    return make
