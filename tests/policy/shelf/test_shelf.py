"""The document shelf: what stands on it, what is missing, how versions come and go."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from candour.files.queries import read_file
from candour.kit.access import Refused
from candour.kit.clock import today
from candour.people.models import Role
from candour.policy.actions.shelf import (
    add_document,
    add_version,
    change_document,
    restore_document,
    retire_document,
)
from candour.policy.models import Document, Version
from candour.policy.queries.shelf import LEANED_ON, offers, shelf
from candour.policy.rules.shelf import review_state
from candour.schools.models import School
from tests.factories.cast import Cast
from tests.policy.stages import ClientFor, adopted

CODE = Document.Kind.CODE_OF_CONDUCT


@pytest.fixture
def code(school: School, cast: Cast) -> Document:
    return add_document(by=cast.mohammed, school=school, kind=CODE, title="Code of conduct")


def test_an_empty_shelf_offers_every_document_that_policies_lean_on(school: School) -> None:
    rows = shelf(school, today())
    assert rows == []
    assert [offer.kind for offer in offers(rows)] == [kind for kind, _ in LEANED_ON]


def test_a_bare_document_says_all_that_is_missing(school: School, code: Document) -> None:
    (row,) = shelf(school, today())
    assert row.missing == ("no file or link", "nobody named", "no review date")
    assert CODE not in [offer.kind for offer in offers([row])]


def test_a_full_document_lacks_nothing(school: School, cast: Cast, code: Document) -> None:
    change_document(
        by=cast.ruth,
        document=code,
        title="Code of conduct for staff",
        owner=cast.sam,
        owner_role="",
        link="",
        review_on=today() + timedelta(days=200),
    )
    add_version(
        by=cast.ruth,
        document=code,
        content=b"Be kind.",
        name="code.txt",
        media_type="text/plain",
        approved_on=today(),
        approved_by="Governors",
    )
    (row,) = shelf(school, today())
    assert (row.missing, row.state) == ((), "met")


@pytest.mark.parametrize(
    ("days", "state"), [(-1, "overdue"), (0, "due_soon"), (42, "due_soon"), (43, "met")]
)
def test_a_review_date_is_due_soon_six_weeks_ahead(days: int, state: str) -> None:
    assert review_state(today() + timedelta(days=days), today()) == state
    assert review_state(None, today()) == "not_started"


def test_a_new_version_replaces_the_one_before_and_keeps_its_bytes(
    cast: Cast, code: Document
) -> None:
    first = add_version(by=cast.ruth, document=code, content=b"One", name="one.txt")
    second = add_version(by=cast.ruth, document=code, link="https://larkfield.example/code")
    first.refresh_from_db()
    assert (first.status, second.status) == (Version.Status.SUPERSEDED, Version.Status.CURRENT)
    assert first.file is not None
    assert read_file(first.file) == b"One"
    assert (first.sha256, second.number) == (first.file.sha256, 2)


def test_the_same_bytes_again_are_refused(cast: Cast, code: Document) -> None:
    add_version(by=cast.ruth, document=code, content=b"One", name="one.txt")
    with pytest.raises(Refused, match="it is version 1"):
        add_version(by=cast.ruth, document=code, content=b"One", name="again.txt")


def test_a_version_needs_a_file_or_an_address(cast: Cast, code: Document) -> None:
    with pytest.raises(Refused, match="Choose a file"):
        add_version(by=cast.ruth, document=code)


def test_the_policy_itself_is_imported_and_stays(school: School, cast: Cast) -> None:
    policy = adopted(school, cast.ruth).document
    with pytest.raises(Refused, match="Import a new version"):
        add_version(by=cast.ruth, document=policy, content=b"x", name="x.txt")
    with pytest.raises(Refused, match="stays on the shelf"):
        retire_document(by=cast.ruth, document=policy)
    with pytest.raises(Refused, match="on the shelf already"):
        add_document(by=cast.ruth, school=school, kind=Document.Kind.SOCIAL_MEDIA, title="Another")


def test_a_document_is_taken_off_and_put_back(school: School, cast: Cast, code: Document) -> None:
    retire_document(by=cast.ruth, document=code)
    assert shelf(school, today()) == []
    with pytest.raises(Refused):
        retire_document(by=cast.ruth, document=code)
    restore_document(by=cast.ruth, document=code)
    assert [row.document for row in shelf(school, today())] == [code]


@pytest.mark.parametrize("who", ["grace", "margaret", "tom"])
def test_only_those_who_run_the_school_manage_the_shelf(
    school: School, cast: Cast, who: str
) -> None:
    with pytest.raises(Refused):
        add_document(by=getattr(cast, who), school=school, kind=CODE, title="Code")


def test_the_shelf_page_costs_the_same_at_one_and_at_three_rows(
    school: School, cast: Cast, code: Document, client_for: ClientFor
) -> None:
    client = client_for(cast.grace)
    url = f"/{school.slug}/shelf/"
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        assertContains(client.get(url), "Code of conduct")
    for kind in (Document.Kind.COMPLAINTS, Document.Kind.PRIVACY):
        made = add_document(by=cast.ruth, school=school, kind=kind, title=str(kind.label))
        add_version(by=cast.ruth, document=made, content=kind.encode(), name="a.txt")
    with CaptureQueriesContext(connection) as three:
        assertContains(client.get(url), "Complaints procedure")
    assert len(three) == len(one)


def test_the_office_puts_a_document_on_the_shelf_and_adds_a_file(
    school: School, cast: Cast, client_for: ClientFor
) -> None:
    client = client_for(cast.mohammed)
    done = client.post(
        f"/{school.slug}/shelf/add/",
        {"kind": CODE, "title": "Code", "owner_role": Role.HEAD, "review_on": "1 9 2027"},
    )
    document = Document.objects.get()
    assertRedirects(done, f"/{school.slug}/shelf/{document.pk}/")
    upload = SimpleUploadedFile("code.txt", b"Be kind.", content_type="text/plain")
    done = client.post(
        f"/{school.slug}/shelf/{document.pk}/add/", {"file": upload, "approved_by": "Governors"}
    )
    assertRedirects(done, f"/{school.slug}/shelf/{document.pk}/")
    version = Version.objects.get()
    got = client.get(f"/{school.slug}/shelf/versions/{version.pk}/file/")
    assert b"".join(got) == b"Be kind."
    assert 'filename="code.txt"' in got["Content-Disposition"]


def test_forms_say_what_to_do(
    school: School, cast: Cast, code: Document, client_for: ClientFor
) -> None:
    client = client_for(cast.ruth)
    page = client.post(f"/{school.slug}/shelf/{code.pk}/add/", {})
    assertContains(page, "Choose a file, or enter an address below")
    page = client.post(f"/{school.slug}/shelf/add/", {"kind": CODE})
    assertContains(page, "There is a problem")


def test_readers_see_no_buttons_that_they_may_not_press(
    school: School, cast: Cast, code: Document, client_for: ClientFor
) -> None:
    page = client_for(cast.owen).get(f"/{school.slug}/shelf/{code.pk}/")
    assertNotContains(page, "Add a version")
    assert client_for(cast.owen).get(f"/{school.slug}/shelf/add/").status_code == 404
    assert client_for(cast.daniel).get(f"/{school.slug}/shelf/").status_code == 404
