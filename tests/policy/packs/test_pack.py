"""The evidence pack: whole, checkable, and silent about people where it is to be."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pypdf import PdfReader

from candour.audit.naming import names_of
from candour.demo.cast import CAST
from candour.kit.access import Refused
from candour.kit.clock import today
from candour.policy.actions.duties import assign_duties, attest
from candour.policy.actions.packs import ask_pack
from candour.policy.library.risks import starter_risks
from candour.policy.models import (
    ClauseText,
    Document,
    Duty,
    EvidencePack,
    Risk,
    Version,
)
from candour.policy.pack.archive import build
from candour.schools.models import School
from candour.work.testing import run_jobs
from tests.factories.cast import Cast, sign_in
from tests.factories.policy import make_policy

pytestmark = pytest.mark.django_db
PACK = "/larkfield/policy/evidence-pack/"


@pytest.fixture
def lived(school: School, cast: Cast) -> School:
    """A school with a policy, an owner, evidence with a file, a risk and a document that names
    somebody."""
    make_policy(school, cast.ruth)
    assign_duties(by=cast.ruth, school=school, controls=["training"], owner=cast.helen)
    duty = Duty.objects.get(control="training")
    from candour.files.actions import store_file

    file = store_file(
        by=cast.ruth, school=school, name="register.txt", media_type="text/plain", content=b"Who"
    )
    attest(
        by=cast.ruth,
        duty=duty,
        statement="Grace Liu missed it; done again for her.",
        collected_on=today() - timedelta(days=3),
        file=file,
    )
    Document.objects.create(
        school=school, kind="other", title="Letter of Mrs Adeyemi", owner=cast.ruth
    )
    Risk.objects.create(
        school=school,
        title="=HYPERLINK(1) and Sam Okafor",
        likelihood=2,
        impact=3,
        what_we_do="Tom Whitlock looks",
        owner=cast.tom,
        found_on=today(),
        review_on=today(),
    )
    return school


def make(school: School, cast: Cast, with_names: bool) -> zipfile.ZipFile:
    """A pack of this year so far, opened."""
    pack = ask_pack(
        by=cast.ruth,
        school=school,
        starts_on=today() - timedelta(days=300),
        ends_on=today(),
        with_names=with_names,
    )
    return zipfile.ZipFile(io.BytesIO(bytes_of(pack)))


def bytes_of(pack: EvidencePack) -> bytes:
    """A pack's bytes."""
    with build(pack) as content:
        return content.read()


def words_of(name: str, content: bytes) -> str:
    """The text of a member, a PDF's too."""
    if name.endswith(".pdf"):
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return content.decode()


def test_every_member_has_its_hash(lived: School, cast: Cast, tmp_path: Path) -> None:
    with make(lived, cast, with_names=True) as pack:
        pack.extractall(tmp_path)
        names = set(pack.namelist())
    lines = (tmp_path / "MANIFEST.txt").read_text().splitlines()
    listed = {line.split("  ", 1)[1]: line.split("  ", 1)[0] for line in lines}
    assert set(listed) == names - {"MANIFEST.txt"}
    for name, digest in listed.items():
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert manifest["sha256"].items() <= listed.items()
    done = subprocess.run(
        ["sha256sum", "-c", "MANIFEST.txt"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0


def test_a_pack_without_names_names_nobody(lived: School, cast: Cast) -> None:
    forbidden = {each.family_name.lower() for each in CAST} | {each.email for each in CAST}
    with make(lived, cast, with_names=False) as pack:
        for name in pack.namelist():
            words = words_of(name, pack.read(name)).lower()
            assert [each for each in sorted(forbidden) if each in words] == [], name
        assert "record-of-what-was-done.jsonl" not in pack.namelist()
        assert [name for name in pack.namelist() if name.startswith("files/")] == []


def test_no_form_of_a_name_and_nothing_typed_is_in_a_pack_without_names(
    lived: School, cast: Cast
) -> None:
    cast.owen.family_name = "May"
    cast.owen.save()
    version = Version.objects.get()
    version.approved_by, version.link = "Zelda Outsider", "https://larkfield.example/adeyemi.pdf"
    version.save()
    ClauseText.objects.filter(clause__ref="STA-5").update(
        text="Tell H. Marsh or Mrs Helen Marsh, or TOM WHITLOCK. WHITLOCK agrees. "
        "Adeyemi’s rule: ask Grace by 12 May. Clarke-Marsh says so."
    )
    Document.objects.create(
        school=lived, kind="other", title="Okafor’s notes", owner=cast.ruth, link="https://x/okafor"
    )
    Risk.objects.update(title="Zebedee in Year 4 is teased", who_is_at_risk="Zebedee")
    start = starter_risks()[0]
    ours = {"title": start.title, "likelihood": 2, "impact": 5}
    Risk.objects.create(school=lived, found_on=today(), review_on=today(), **ours)
    forbidden = [each.family_name.lower() for each in CAST] + ["zelda", "zebedee", "grace", "helen"]
    with make(lived, cast, with_names=False) as pack:
        for name in pack.namelist():
            words = words_of(name, pack.read(name)).lower()
            assert [each for each in forbidden if each in words] == [], name
        assert "by 12 May" in pack.read("records/clauses.json").decode()
        assert start.title in pack.read("records/risks.json").decode()


def test_a_pack_with_names_holds_files_and_the_record(lived: School, cast: Cast) -> None:
    with make(lived, cast, with_names=True) as pack:
        evidence = json.loads(pack.read("records/evidence.json"))
        assert [(each["said by"], each["statement"]) for each in evidence] == [
            ("Ruth Adeyemi", "Grace Liu missed it; done again for her.")
        ]
        assert pack.read(evidence[0]["file"]) == b"Who"
        assert "record-of-what-was-done.jsonl" in pack.namelist()
        assert "Ruth Adeyemi" in words_of("x.pdf", pack.read("evidence-pack.pdf"))


def test_no_cell_is_run_as_a_formula(lived: School, cast: Cast) -> None:
    with make(lived, cast, with_names=True) as pack:
        text = pack.read("records/risks.csv").decode("utf-8-sig")
    [risk] = csv.DictReader(io.StringIO(text))
    assert risk["risk"] == "'=HYPERLINK(1) and Sam Okafor"


def test_the_document_is_tagged_and_titled(lived: School, cast: Cast) -> None:
    with make(lived, cast, with_names=False) as pack:
        reader = PdfReader(io.BytesIO(pack.read("evidence-pack.pdf")))
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en-GB", True)
    assert reader.metadata is not None
    assert reader.metadata.title == "Evidence pack: Larkfield Primary"


def test_the_page_opens_without_a_network(lived: School, cast: Cast) -> None:
    with make(lived, cast, with_names=False) as pack:
        page = pack.read("index.html").decode()
        names = set(pack.namelist())
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    linked = {part.split('"')[0] for part in page.split('href="')[1:]}
    assert linked <= names


def test_equal_contents_give_equal_bytes(lived: School, cast: Cast) -> None:
    pack = ask_pack(
        by=cast.ruth, school=lived, starts_on=today(), ends_on=today(), with_names=False
    )
    assert bytes_of(pack) == bytes_of(pack)


def test_a_school_without_a_policy_has_a_pack_too(school: School, cast: Cast) -> None:
    with make(school, cast, with_names=False) as pack:
        assert json.loads(pack.read("records/clauses.json")) == []
        assert "No policy in force" in words_of("x.pdf", pack.read("evidence-pack.pdf"))


@pytest.mark.parametrize(
    ("starts", "ends", "reason"),
    [
        (date(2026, 9, 2), date(2026, 9, 1), "The last day must not be before the first."),
        (date(2019, 9, 1), date(2026, 9, 1), "Choose a period of at most five years."),
    ],
)
def test_a_period_that_cannot_be_is_refused(
    lived: School, cast: Cast, starts: date, ends: date, reason: str
) -> None:
    with pytest.raises(Refused) as refused:
        ask_pack(by=cast.ruth, school=lived, starts_on=starts, ends_on=ends, with_names=False)
    assert refused.value.reason == reason


def test_asked_for_on_the_page_made_by_work_and_fetched(
    lived: School, cast: Cast, client: Client
) -> None:
    sign_in(client, cast.ruth)
    asked = {"starts_on": "1 9 2026", "ends_on": "1 12 2026", "names": "without"}
    assert client.post(PACK, asked).status_code == 302
    assert "Being made" in client.get(PACK).content.decode()
    run_jobs()
    pack = EvidencePack.objects.get()
    assert (pack.state, pack.with_names, pack.by) == ("done", False, cast.ruth)
    page = client.get(PACK).content.decode()
    assert f"{PACK}{pack.pk}/" in page
    answer = client.get(f"{PACK}{pack.pk}/")
    fetched = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert fetched.testzip() is None


def test_what_was_typed_stays_where_it_is_wrong(lived: School, cast: Cast, client: Client) -> None:
    sign_in(client, cast.ruth)
    asked = {"starts_on": "2 9 2026", "ends_on": "1 9 2026", "names": "with"}
    page = client.post(PACK, asked).content.decode()
    assert "The last day must not be before the first." in page
    assert 'value="2 9 2026"' in page
    assert EvidencePack.objects.count() == 0


def test_only_leaders_and_the_chair_see_it(lived: School, cast: Cast) -> None:
    seen = {
        key: sign_in(Client(), getattr(cast, key)).get(PACK).status_code
        for key in ("ruth", "sam", "margaret", "owen", "grace", "jack", "daniel")
    }
    assert seen == dict.fromkeys(("ruth", "sam", "margaret"), 200) | dict.fromkeys(
        ("owen", "grace", "jack", "daniel"), 404
    )


def test_a_pack_of_another_school_is_not_there(lived: School, cast: Cast, client: Client) -> None:
    sign_in(client, cast.ruth)
    assert client.get(f"{PACK}00000000-0000-7000-8000-000000000000/").status_code == 404


def test_the_actor_of_a_made_pack_is_the_machine() -> None:
    assert names_of(["machine:evidence pack"]) == {
        "machine:evidence pack": "Candour (evidence pack)"
    }
