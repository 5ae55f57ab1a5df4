"""The access matrix: every address, requested as everybody, compared with a checked-in table.

``tests/architecture/access_matrix.csv`` has a row for each URL name and a column for each kind of
visitor. A change of it is a change of who may see what: its diff is the security review. Write it
anew with ``CANDOUR_WRITE_MATRIX=1``, and read the diff.

Addresses of the demonstration are left out: they exist only there, and are tested apart.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django_scopes import scope

from candour.people.models import Role
from candour.schools.models import School
from tests.answers import finish
from tests.architecture.samples import Stage, sample
from tests.factories.cast import make_person, make_school, sign_in

TABLE = Path(__file__).with_name("access_matrix.csv")
# A guard answers with one of these; 403 is a rule that refused somebody whom the guard let in.
NO_ONE = {"404", "sign in", "second step"}


@dataclass(frozen=True)
class Address:
    """One URL pattern: its full name, the parts to fill in, and its view."""

    name: str
    parts: tuple[str, ...]
    view: Callable[..., Any]


def addresses(
    patterns: list[Any] | None = None, space: str = "", outer: tuple[str, ...] = ()
) -> Iterator[Address]:
    """Every address of the URL tree, the demonstration's left out."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        # Not its ``converters``: Django shares those between equal routes and adds to them later.
        parts = (*outer, *each.pattern.regex.groupindex)
        if isinstance(each, URLPattern):
            yield Address(f"{space}{each.name}", parts, each.callback)
        elif each.namespace != "demo":
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from addresses(each.url_patterns, inner, parts)


def test_every_view_says_who_may_open_it() -> None:
    bare = [each.name for each in addresses() if getattr(each.view, "access", None) is None]
    assert bare == []


def test_every_public_view_says_why() -> None:
    public = [each for each in addresses() if each.view.access.kind == "public"]
    assert [each.name for each in public if not each.view.access.detail[0].strip()] == []


@dataclass
class Visitor:
    """A column of the table: a client with its cookies as they were at the beginning."""

    name: str
    client: Client

    def __post_init__(self) -> None:
        self.client.raise_request_exception = False
        self.cookies = self.client.cookies.output()

    def sees(self, url: str) -> str:
        """What this visitor meets at an address; nothing that the visit changed is kept."""
        self.client.cookies = SimpleCookie(self.cookies.replace("Set-Cookie: ", ""))
        with transaction.atomic():
            answer = self.client.get(url)
            if answer.status_code == 405:
                answer = self.client.post(url)
            found = outcome(answer)  # type: ignore[arg-type]
            finish(answer)
            transaction.set_rollback(True)
        return found


def outcome(answer: HttpResponse) -> str:
    """A status, with the two redirects that mean "not yet" by their names."""
    to = answer.headers.get("Location", "")
    if to.startswith("/sign-in/"):
        return "sign in"
    if to.startswith("/account/second-step/?next="):
        return "second step"
    return str(answer.status_code)


@pytest.fixture
def stage(school: School) -> Stage:
    """Larkfield with one person for each role, and nobody with two."""
    people = {
        role: make_person(school, "Only", role.value, f"{role.value}@larkfield.example", (role,))
        for role in Role
    }
    return Stage(school, people)


@pytest.fixture
def visitors(stage: Stage) -> list[Visitor]:
    """Everybody who may come: see the columns of the table."""
    elsewhere = make_school("brookside")
    with scope(school=elsewhere):
        stranger = make_person(elsewhere, "A", "Stranger", "s@brookside.example", (Role.HEAD,))
    nowhere = make_person(stage.school, "No", "Where", "nowhere@larkfield.example")
    return [
        Visitor("anonymous", Client()),
        Visitor("no school", sign_in(Client(), nowhere)),
        Visitor("head of another school", sign_in(Client(), stranger)),
        Visitor("head before second step", sign_in(Client(), stage.head, second_factor=False)),
        *(Visitor(role.value, sign_in(Client(), person)) for role, person in stage.people.items()),
    ]


def matrix(stage: Stage, visitors: list[Visitor]) -> dict[str, dict[str, str]]:
    """What everybody meets everywhere, by address and visitor."""
    found = {}
    for each in sorted(addresses(), key=lambda one: one.name):
        parts = {part: sample(stage, each.name, part) for part in each.parts}
        url = reverse(each.name, kwargs=parts)
        found[each.name] = {visitor.name: visitor.sees(url) for visitor in visitors}
    return found


def read_table() -> dict[str, dict[str, str]]:
    """The checked-in table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row.pop("address"): row for row in csv.DictReader(file)}


def write_table(found: dict[str, dict[str, str]]) -> None:
    """Write the table anew."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["address", *next(iter(found.values()))])
        writer.writerows([name, *row.values()] for name, row in found.items())


@pytest.mark.access_matrix
def test_everybody_meets_what_the_table_says(stage: Stage, visitors: list[Visitor]) -> None:
    found = matrix(stage, visitors)
    if os.environ.get("CANDOUR_WRITE_MATRIX") == "1":
        write_table(found)
    table = read_table()
    assert set(found) == set(table), "addresses came or went: write the table anew and read it"
    changed = {
        f"{name} as {visitor}": f"{table[name].get(visitor)} became {seen}"
        for name, row in found.items()
        for visitor, seen in row.items()
        if table[name].get(visitor) != seen
    }
    assert changed == {}


def test_the_table_lets_nobody_in_by_mistake() -> None:
    """What must hold of any table, whoever wrote it: see each line's name."""
    table, views = read_table(), {each.name: each.view for each in addresses()}
    wrong = []
    for name, row in table.items():
        access = views[name].access
        inside = {who for who, seen in row.items() if seen not in NO_ONE}
        outsiders = {"anonymous", "no school", "head of another school", "head before second step"}
        if "500" in row.values():
            wrong.append(f"{name}: fails")
        if access.kind in {"needs", "signed-in"} and inside & outsiders - _early(name):
            wrong.append(f"{name}: lets an outsider in")
        if access.kind == "account" and row["anonymous"] != "sign in":
            wrong.append(f"{name}: an account's page without an account")
        if access.kind == "needs" and not inside:
            wrong.append(f"{name}: nobody gets in, so the row proves nothing; see samples.py")
    assert wrong == []


def _early(name: str) -> set[str]:
    """A worried person finds the telephone numbers before their second step."""
    return {"head before second step"} if name == "staff:concern" else set()
