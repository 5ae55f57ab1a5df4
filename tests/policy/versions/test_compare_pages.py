"""Comparing with the model, taking it as one's own, the gap report, the page that keeps nothing."""

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import include, path
from pypdf import PdfReader
from pytest_django.asserts import assertContains, assertRedirects

from candour.files.models import StoredFile
from candour.policy.library import load_model_policy
from candour.policy.models import Link, PolicyImport, Version
from candour.policy.queries.comparing import compared_with_model
from candour.schools.models import School
from tests.factories.cast import Cast
from tests.policy.files import SMALL, spoilt
from tests.policy.stages import ClientFor, adopted


class Mounted:
    """The page that keeps nothing, mounted where the demonstration mounts it."""

    urlpatterns = [path("demo/", include("candour.demo.urls"))]


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_a_short_policy_lacks_what_the_model_has(school: School, cast: Cast) -> None:
    found = compared_with_model(adopted(school, cast.ruth))
    assert len(found.lacking) > 10
    assert "Copyright" in " ".join(each.asks + each.title for each in found.lacking) or found.unsaid
    assert {each.title for each in found.both}.isdisjoint(each.title for each in found.lacking)


def test_the_comparison_page_leads_to_wording_to_print(
    school: School, cast: Cast, client_for: ClientFor
) -> None:
    client = client_for(cast.owen)
    assertContains(client.get("/larkfield/policy/compare/"), "No policy to compare")
    adopted(school, cast.ruth)
    page = client.get("/larkfield/policy/compare/")
    assertContains(page, "Show the wording to print")
    model = load_model_policy()[0]
    page = client.get("/larkfield/policy/compare/", {"take": model.id})
    assertContains(page, model.text)


def test_the_model_becomes_the_schools_own_with_every_clause_tied(
    school: School, cast: Cast, client_for: ClientFor
) -> None:
    client = client_for(cast.ruth)
    assertContains(client.get("/larkfield/policy/model/"), "Use this as our policy")
    done = client.post("/larkfield/policy/model/")
    version = Version.objects.get()
    assertRedirects(done, f"/larkfield/policy/versions/{version.pk}/review/")
    refs = set(version.clause_texts.values_list("clause__ref", flat=True))
    assert refs == {clause.id for clause in load_model_policy()}
    assert school.name in version.text
    assert "{{school}}" not in version.text
    certain = Link.objects.filter(confidence=1.0).values_list("clause__ref", flat=True)
    assert set(certain) == {clause.id for clause in load_model_policy() if clause.controls}


def test_the_model_is_read_by_all_and_taken_by_leaders(
    school: School, cast: Cast, client_for: ClientFor
) -> None:
    client = client_for(cast.grace)
    assert client.get("/larkfield/policy/model/").status_code == 200
    assertContains(client.post("/larkfield/policy/model/"), "Your role does not allow this")
    assert not Version.objects.exists()


def test_the_report_on_a_version_is_a_pdf(
    school: School, cast: Cast, client_for: ClientFor
) -> None:
    version = adopted(school, cast.ruth)
    got = client_for(cast.owen).get(f"/larkfield/policy/versions/{version.pk}/report/")
    assert got["Content-Type"] == "application/pdf"
    assert "As it stood on" in text_of(got.content)


@pytest.mark.django_db
@pytest.mark.urls(Mounted())
class TestNothingKept:
    """The page on which anybody drops a policy in."""

    def drop(self, name: str, content: bytes):  # type: ignore[no-untyped-def]
        return Client().post("/demo/try/", {"file": SimpleUploadedFile(name, content)})

    def test_it_answers_with_the_report_and_keeps_nothing(self, school: School) -> None:
        before = sorted(settings.DATA.rglob("*"))
        page = self.drop("policy.md", SMALL.encode())
        assertContains(page, "What it asks of whom")
        assertContains(page, "8 clauses")
        assert not StoredFile.objects.exists()
        assert not PolicyImport.objects.exists()
        assert [each for each in sorted(settings.DATA.rglob("*")) if is_new(each, before)] == []

    def test_the_report_comes_back_as_a_pdf_from_the_readers_own_page(self) -> None:
        page = self.drop("policy.md", SMALL.encode())
        signed = page.context["form"].initial["report"]
        pdf = Client().post("/demo/try/report/", {"report": signed})
        assert "Two named members of staff" in text_of(pdf.content)
        refused = Client().post("/demo/try/report/", {"report": signed[:-2]}, follow=True)
        assertContains(refused, "Choose the file again")

    def test_what_cannot_be_read_or_is_too_large_says_so(self) -> None:
        assertContains(self.drop("scan.pdf", spoilt("scanned.pdf")), "picture of text")
        page = Client().generic(
            "POST",
            "/demo/try/",
            b"",
            "multipart/form-data; boundary=x",
            CONTENT_LENGTH=str(12 * 1024 * 1024),
        )
        assertContains(page, "Files of up to 10 MB", status_code=413)

    def test_an_upload_is_held_in_memory_however_large(self) -> None:
        big = SMALL.encode() + b"\n" * 4_000_000
        assert self.drop("big.txt", big).status_code == 200


def is_new(path: Path, before: list[Path]) -> bool:
    """Whether a file appeared, the database's own aside."""
    return path.is_file() and path not in before and "sqlite" not in path.name
