"""Two schools with the same shapes: no id of one opens anything at the other, in an address or in
a form, even for somebody who holds every role there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django_scopes import scope

from candour.people.models import Role
from candour.schools.models import School
from tests.answers import finish
from tests.architecture.samples import Stage, sample
from tests.architecture.test_access_matrix import addresses
from tests.factories.cast import make_person, make_school, sign_in

# Parts of addresses that mean the same at every school, or no school's row at all.
SHARED = {"school", "name", "secret", "pk", "session", "section", "start", "ref", "control"}
FAMILY = {Role.PARENT, Role.PUPIL}


@pytest.fixture
def here(school: School) -> Stage:
    """Larkfield, whose rows are wanted."""
    return _stage(school)


@pytest.fixture
def there(here: Stage) -> Iterator[Stage]:
    """Another school of the same shape, with its scope open."""
    other = make_school("brookside")
    with scope(school=other):
        yield _stage(other)


def _stage(school: School) -> Stage:
    people = {
        role: make_person(
            school, "Only", role.value, f"{role.value}@{school.slug}.example", (role,)
        )
        for role in Role
    }
    return Stage(school, people)


@pytest.fixture
def stranger(there: Stage) -> Client:
    """Somebody who holds every role of work at the other school."""
    roles = tuple(role for role in Role if role not in FAMILY)
    person = make_person(there.school, "Every", "Thing", "all@brookside.example", roles)
    client = sign_in(Client(), person)
    client.raise_request_exception = False
    return client


def _status(client: Client, method: str, url: str, data: Any = None) -> int:
    with transaction.atomic():
        answer = getattr(client, method)(url, data or {})
        finish(answer)
        transaction.set_rollback(True)
    return int(answer.status_code)


def test_no_address_takes_an_id_of_another_school(
    here: Stage, there: Stage, stranger: Client
) -> None:
    opened, tried = [], 0
    for each in addresses():
        if "school" not in each.parts:
            continue
        own = {part: sample(there, each.name, part) for part in each.parts}
        for part in set(each.parts) - SHARED:
            with scope(school=here.school):
                foreign = sample(here, each.name, part)
            url = reverse(each.name, kwargs={**own, part: foreign})
            for method in ("get", "head", "post"):
                status = _status(stranger, method, url)
                tried += 1
                # An act met by GET may send its visitor to a page, which then is not there. The
                # mark of an act on the calendar names no row: "nothing to undo", as any other.
                fine = {404, 405} if method == "post" else {404, 405, 302}
                if status not in fine | ({403} if part == "act" else set()):
                    opened.append(f"{method} {each.name} <{part}>: {status}")
    assert tried > 90
    assert opened == []


def _forms(here: Stage, there: Stage, wanted: dict[str, Any]) -> list[tuple[str, list[Any], Any]]:
    person = str(wanted["person"])
    version, text = there.under_review.pk, sample(there, "policy:clause_mend", "text")
    return [
        ("policy:duty_assign", [there.duty.control], {"owner": person}),
        ("policy:duties_assign", [], {"controls": there.duty.control, "owner": person}),
        ("policy:document_add", [], {"kind": "behaviour", "title": "T", "owner": person}),
        ("policy:risk_add", [], {"title": "T", "owner": person}),
        ("policy:approval_ask", [], {"person": person}),
        ("people:household", [there.household.pk], {"person": person}),
        (
            "policy:link_change",
            [version, text],
            {"control": "Training", "instead": str(wanted["link"])},
        ),
        ("policy:review_accept", [version, 1], {"links": [str(wanted["link"])]}),
        ("policy:link_decide", [version, there.link.pk], {"links": str(wanted["link"])}),
    ]


@pytest.mark.parametrize("value", ["foreign", "nobody", "not an id", "nul", "long"])
def test_no_form_takes_an_id_of_another_school_or_fails_on_nonsense(
    value: str, here: Stage, there: Stage, stranger: Client
) -> None:
    with scope(school=here.school):
        ids: dict[str, UUID] = {"person": here.somebody.pk, "link": here.link.pk}
    nonsense = {"nobody": uuid4(), "not an id": "x'--", "nul": "a\x00b", "long": "9" * 5000}
    wanted = ids if value == "foreign" else dict.fromkeys(ids, nonsense[value])
    failed = []
    for name, parts, data in _forms(here, there, wanted):
        query = "?kind=parent_contact" if name == "policy:approval_ask" else ""
        url = reverse(name, args=["brookside", *parts]) + query
        status = _status(stranger, "post", url, data)
        taken = status == 302 and name != "policy:link_decide"
        if status >= 500 or taken:
            failed.append(f"{name}: {status}")
    assert failed == []
