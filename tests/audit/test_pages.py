"""The record as a page: who sees it, what it says, what it costs, checking and downloading."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from candour.audit import actions
from candour.audit.exports import verify_export
from candour.audit.jobs import sign_where_the_record_stands
from candour.audit.models import ChainHead, Checkpoint, Entry, Verification
from candour.kit import clock
from candour.kit.actions import record
from candour.kit.manifest import AuditKind, Manifest, manifests
from candour.schools.models import School
from candour.work.testing import run_jobs
from tests.factories.cast import Cast
from tests.factories.keys import machine

ClientFor = Callable[..., Client]


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    tea = Manifest(audit_kinds=(AuditKind("tea.made", "{actor} made {cups} cups of {tea}"),))
    monkeypatch.setitem(manifests(), "tests.tea", tea)


def address(school: School, name: str = "trail") -> str:
    return reverse(f"audit:{name}", args=[school.slug])


def test_the_head_reads_who_did_what(school: School, cast: Cast, client_for: ClientFor) -> None:
    record("tea.made", by=cast.grace, facts={"cups": 2, "tea": "<b>assam</b>"})
    record("tea.made", by=cast.grace)
    page = client_for(cast.ruth).get(address(school)).content.decode()
    assert "Grace Liu made 2 cups of &lt;b&gt;assam&lt;/b&gt;" in page
    assert page.index("Grace Liu made – cups of –") < page.index("Grace Liu made 2 cups")


@pytest.mark.parametrize("who", ["sam", "helen", "jack", "grace", "owen", "daniel"])
def test_to_others_the_record_is_not_there(
    school: School, cast: Cast, client_for: ClientFor, who: str
) -> None:
    client = client_for(getattr(cast, who))
    assert client.get(address(school)).status_code == 404
    for name in ("check_trail", "download_trail"):
        assert client.post(address(school, name)).status_code == 404
    assert Verification.objects.count() == 0


def test_the_sealed_record_is_the_safeguarding_leads_alone(
    school: School, cast: Cast, client_for: ClientFor
) -> None:
    record("tea.made", by=cast.helen, facts={"cups": 3}, chain="sealed")
    page = client_for(cast.helen).get(address(school, "sealed_trail"))
    assert "Helen Marsh made 3 cups" in page.content.decode()
    head = client_for(cast.ruth)
    for name in ("sealed_trail", "check_sealed_trail", "download_sealed_trail"):
        method = head.get if name == "sealed_trail" else head.post
        assert method(address(school, name)).status_code == 404
    assert "made 3 cups" not in head.get(address(school)).content.decode()


def test_the_page_costs_the_same_at_one_row_and_at_three(
    school: School,
    cast: Cast,
    client_for: ClientFor,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    client = client_for(cast.ruth)
    record("tea.made", by=cast.grace)
    seen = []
    for people in ((), (cast.tom, cast.priya)):
        for person in people:
            record("tea.made", by=person, personal={"cups": 1})
        with django_assert_max_num_queries(25) as counted:  # type: ignore[attr-defined]
            assert client.get(address(school)).status_code == 200
        seen.append(len(counted))
    assert seen[0] == seen[1]


def test_the_record_is_read_by_kind_day_and_person(
    school: School, cast: Cast, client_for: ClientFor
) -> None:
    record("tea.made", by=cast.grace, facts={"cups": 1, "tea": "assam"})
    record("tea.made", by=cast.tom, facts={"cups": 2, "tea": "mint"})
    client = client_for(cast.ruth)

    def shown(**asked: str) -> list[str]:
        page = client.get(address(school), asked).context["page"]
        return [told.sentence for told in page.entries]

    today = clock.today()
    assert shown(actor=cast.tom.actor_ref) == ["Tom Whitlock made 2 cups of mint"]
    assert shown(kind="tea.made")[1:] == ["Grace Liu made 1 cups of assam"]
    assert len(shown(day=f"{today.day} {today.month} {today.year}")) == 3
    day_before = today - timedelta(days=1)
    assert shown(day=f"{day_before.day} {day_before.month} {day_before.year}") == []
    assert len(shown(kind="nonsense", day="nonsense", before="nonsense")) == 3


def test_older_entries_are_on_the_next_page(
    school: School, cast: Cast, client_for: ClientFor
) -> None:
    for cups in range(60):
        record("tea.made", by=cast.grace, facts={"cups": cups})
    client = client_for(cast.ruth)
    first = client.get(address(school), {"kind": "tea.made"})
    assert len(first.context["page"].entries) == 50
    second = client.get(f"{address(school)}?{first.context['older_query']}")
    numbers = [told.sentence.split()[3] for told in second.context["page"].entries]
    assert numbers == [str(n) for n in range(9, -1, -1)]
    assert second.context["page"].older is None


def test_checking_says_in_plain_words_what_was_found(
    school: School, cast: Cast, client_for: ClientFor
) -> None:
    sign_where_the_record_stands(school_id=str(school.id))
    client = client_for(cast.margaret)
    page = client.post(address(school, "check_trail"), follow=True).content.decode()
    assert "The record was checked. Nothing in it was changed." in page
    assert "1 entry read, each one locked to the one before it, and 1 signature looked at" in page
    ChainHead.objects.filter(chain="school").update(hash="0" * 64)
    page = client.post(address(school, "check_trail"), follow=True).content.decode()
    assert "The record should end with entry 2, and it does not." in page
    assert "Something in it is not as it was written" in page


def test_a_long_check_runs_in_the_background_and_shows_progress(
    school: School, cast: Cast, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "SHORT", 0)
    client = client_for(cast.ruth)
    page = client.post(address(school, "check_trail"), follow=True)
    assert page.context["refresh_seconds"] == 3
    assert "The check has begun." in page.content.decode()
    run_jobs()
    page = client.get(address(school))
    assert page.context["refresh_seconds"] is None
    assert "Nothing was changed, moved or taken away." in page.content.decode()
    [check] = Verification.objects.all()
    assert (check.ok, check.checked, check.problems) == (True, 2, [])


def test_the_download_can_be_checked_by_anybody(
    school: School, cast: Cast, client_for: ClientFor
) -> None:
    response = client_for(cast.ruth).post(address(school, "download_trail"))
    verdict, header = verify_export(io.BytesIO(b"".join(response)))  # type: ignore[arg-type]
    assert (verdict.problems, header["chain"]) == ([], "school")
    assert response["Content-Disposition"].startswith('attachment; filename="record-larkfield-')
    assert response["Cache-Control"] == "no-store, private"
    assert Entry.objects.latest("sequence").kind == "audit.trail.exported"


def test_the_hourly_checkpoint_is_made_only_where_something_was_added(school: School) -> None:
    for _ in range(2):
        sign_where_the_record_stands(school_id=str(school.id))
    assert Checkpoint.objects.count() == 1
    record("tea.made", by=machine(school))
    sign_where_the_record_stands(school_id=str(school.id))
    assert [c.sequence for c in Checkpoint.objects.order_by("sequence")] == [1, 2]


def test_a_check_that_was_lost_can_be_asked_for_again(
    school: School, cast: Cast, client_for: ClientFor
) -> None:
    asked = clock.now() - timedelta(hours=2)
    Verification.objects.create(
        school=school, chain="school", asked_by_ref="person:1", asked_at=asked, total=9
    )
    page = client_for(cast.ruth).get(address(school))
    assert page.context["refresh_seconds"] is None
    assert "did not end. Ask for another." in page.content.decode()
    assert "Check the record now" in page.content.decode()
