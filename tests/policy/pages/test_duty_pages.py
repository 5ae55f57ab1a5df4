"""The pages of a clause, of the duties and of one duty, and what can be done on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from candour.kit.clock import now, today
from candour.policy.controls import CONTROLS
from candour.policy.models import Approval, Assignment, Departure, Duty, Evidence, Link
from candour.schools.models import School
from tests.factories.cast import Cast
from tests.factories.policy import make_evidence, make_policy

CLAUSE = "/larkfield/policy/clauses/STA-14/"
DUTIES = "/larkfield/duties/"
DUTY = "/larkfield/duties/training/"
Clients = Callable[..., Client]


def words(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_clause_says_what_where_why_and_what_is_next(
    school: School, cast: Cast, client_for: Clients
) -> None:
    make_policy(school, cast.ruth)
    text = words(client_for(cast.ruth), CLAUSE)
    assert "Nobody is named who answers for it." in text
    assert "How far its green reaches" in text
    assert (
        '<a class="button primary" href="/larkfield/duties/staff-no-pupil-contact/#owner">' in text
    )
    assert 'rel="prev"' in text
    assert 'rel="next"' in text
    assert "Said that it asks for" in text
    assert client_for(cast.ruth).get("/larkfield/policy/clauses/STA-999/").status_code == 404


def test_what_nobody_confirmed_waits_to_be_confirmed(
    school: School, cast: Cast, client_for: Clients
) -> None:
    make_policy(school, cast.ruth)
    Link.objects.filter(clause__ref="STA-14").update(status=Link.Status.SUGGESTED)
    text = words(client_for(cast.ruth), CLAUSE)
    assert "Waiting to be confirmed" in text
    assert "Say what it asks for" in text


def test_exceptions_and_approvals_in_force_stand_on_the_clause(
    school: School, cast: Cast, client_for: Clients
) -> None:
    make_policy(school, cast.ruth, owner=cast.sam)
    span = {"starts_on": today() - timedelta(days=1), "ends_on": today() + timedelta(days=9)}
    Departure.objects.create(
        school=school,
        duty=Duty.objects.get(control="staff-no-pupil-contact"),
        state=Departure.State.AGREED,
        reason="A residential trip.",
        asked_by=cast.sam,
        decided_by=cast.ruth,
        **span,
    )
    Approval.objects.create(
        school=school,
        kind=Approval.Kind.PUPIL_LINK,
        state=Approval.State.GRANTED,
        person=cast.aisha,
        relationship=Approval.Relationship.FAMILY,
        platform="Any",
        why="Her own child.",
        decided_by=cast.ruth,
        decided_at=now(),
        second_by=cast.helen,
        second_at=now(),
        **span,
    )
    text = words(client_for(cast.ruth), CLAUSE)
    assert "Agreed exception" in text
    assert "A residential trip." in text
    assert "Aisha Begum" in text
    assert "Aisha Begum" not in words(client_for(cast.owen), CLAUSE)


def test_an_owner_is_named_on_the_clause_and_that_can_be_undone(
    school: School, cast: Cast, client_for: Clients
) -> None:
    make_policy(school, cast.ruth)
    head = client_for(cast.ruth)
    form = {"owner": str(cast.helen.pk), "back": "STA-14"}
    answer = head.post("/larkfield/duties/staff-no-pupil-contact/owner/", form, follow=True)
    assert answer.redirect_chain == [(CLAUSE, 302)]
    assert "Helen Marsh now answers for this." in answer.content.decode()
    done = Assignment.objects.get()
    head.post(f"{DUTIES}assignments/{done.pk}/undo/")
    assert Duty.objects.get(control="staff-no-pupil-contact").owner is None


def test_what_was_typed_is_kept_where_something_is_wrong(
    school: School, cast: Cast, client_for: Clients
) -> None:
    make_policy(school, cast.ruth, owner=cast.grace)
    form = {"statement": "Everybody came.", "collected_on": "1 1 2099"}
    answer = client_for(cast.grace).post(f"{DUTY}done/", form)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "There is a problem" in text
    assert '<a href="#id_collected_on">The day it was done lies in the future.' in text
    assert "Everybody came." in text
    assert Evidence.objects.count() == 0


def test_the_address_of_an_act_leads_back_to_its_page(
    school: School, cast: Cast, client_for: Clients
) -> None:
    make_policy(school, cast.ruth)
    head = client_for(cast.ruth)
    for path in ("owner/", "done/", "rhythm/", "not-applicable/"):
        assert head.get(f"{DUTY}{path}")["Location"] == DUTY
    assert head.get(f"{DUTIES}assign/")["Location"] == DUTIES


def test_a_file_is_kept_and_read_only_by_those_who_may(
    school: School, cast: Cast, client_for: Clients
) -> None:
    make_policy(school, cast.ruth, owner=cast.grace)
    form = {
        "statement": "Everybody came.",
        "collected_on": today().isoformat(),
        "file": SimpleUploadedFile("list.txt", b"Grace, Sam", "text/plain"),
    }
    assert client_for(cast.grace).post(f"{DUTY}done/", form).status_code == 302
    file = f"{DUTIES}evidence/{Evidence.objects.get().pk}/file/"
    statuses = {
        name: client_for(getattr(cast, name)).get(file).status_code
        for name in ("grace", "ruth", "helen", "priya", "owen", "ivy")
    }
    assert statuses == {
        "grace": 200,
        "ruth": 200,
        "helen": 200,
        "priya": 404,
        "owen": 404,
        "ivy": 404,
    }


def test_evidence_is_taken_back_with_a_reason(
    school: School, cast: Cast, client_for: Clients
) -> None:
    make_policy(school, cast.ruth, owner=cast.grace)
    make_evidence(school, cast.grace, 1)
    proof = Evidence.objects.get(duty__control="training")
    page = f"{DUTIES}evidence/{proof.pk}/withdraw/"
    owner = client_for(cast.grace)
    assert "Answer this: Why?" in owner.post(page, {"reason": ""}).content.decode()
    assert owner.post(page, {"reason": "The list was wrong."}).status_code == 302
    assert "taken back: The list was wrong." in words(owner, DUTY)


def test_rhythm_and_not_applicable_are_changed_on_the_page(
    school: School, cast: Cast, client_for: Clients
) -> None:
    make_policy(school, cast.ruth, owner=cast.sam)
    head = client_for(cast.ruth)
    head.post(f"{DUTY}rhythm/", {"rhythm": "termly"})
    assert "Every term" in words(head, DUTY)
    assert (
        "There is a problem" in head.post(f"{DUTY}not-applicable/", {"reason": ""}).content.decode()
    )
    head.post(f"{DUTY}not-applicable/", {"reason": "The trust does it."})
    assert "Does not apply" in words(head, DUTY)
    head.post(f"{DUTY}applies/")
    assert "Does not apply" not in words(head, DUTY).split("<main")[1].split("Change this duty")[0]


def test_owners_are_named_for_several_at_once_shown_first(
    school: School, cast: Cast, client_for: Clients
) -> None:
    make_policy(school, cast.ruth)
    head = client_for(cast.ruth)
    form = {"controls": ["training", "newsletter"], "owner": "usual"}
    shown = head.post(f"{DUTIES}assign/", form).content.decode()
    assert "Helen Marsh" in shown
    assert Duty.objects.exclude(owner=None).count() == 0
    answer = head.post(f"{DUTIES}assign/", {**form, "confirmed": "1"}, follow=True)
    assert "2 duties now have somebody who answers for them." in answer.content.decode()
    assert Duty.objects.get(control="training").owner == cast.helen
    head.post(f"{DUTIES}assignments/{Assignment.objects.get().pk}/undo/")
    assert Duty.objects.exclude(owner=None).count() == 0


def test_ticking_nothing_is_said_plainly(school: School, cast: Cast, client_for: Clients) -> None:
    make_policy(school, cast.ruth)
    answer = client_for(cast.ruth).post(f"{DUTIES}assign/", {"owner": "usual"})
    assert "Choose at least one duty from the list" in answer.content.decode()


def test_duties_are_narrowed_by_the_address(
    school: School, cast: Cast, client_for: Clients
) -> None:
    make_policy(school, cast.ruth)
    texts = [control.text for control in CONTROLS.all()]
    staff = sum(any(ref.startswith("STA-") for ref in text.clauses) for text in texts)
    expected = {
        "": len(texts),
        "?state=nobody": len(texts),
        "?state=met": 0,
        "?section=Staff": staff,
        "?role=dsl": sum(text.owner == "dsl" for text in texts),
        f"?owner={cast.sam.pk}": len(texts),
    }
    head = client_for(cast.ruth)
    found = {query: words(head, f"{DUTIES}{query}").count("rowheader") for query in expected}
    assert found == expected


@pytest.mark.parametrize("reader", ["grace", "owen", "ivy", "mohammed"])
def test_who_may_not_act_is_offered_nothing_and_refused(
    school: School, cast: Cast, client_for: Clients, reader: str
) -> None:
    make_policy(school, cast.ruth, owner=cast.sam)
    client = client_for(getattr(cast, reader))
    text = words(client, DUTY).split("<main")[1]
    assert 'method="post"' not in text
    for path in ("owner/", "rhythm/", "not-applicable/", "applies/"):
        assert client.post(f"{DUTY}{path}", {"owner": ""}).status_code == 404


@pytest.mark.parametrize("page", [CLAUSE, DUTIES, DUTY])
def test_pages_cost_the_same_with_more_evidence(
    school: School, cast: Cast, client_for: Clients, page: str
) -> None:
    make_policy(school, cast.ruth, owner=cast.sam)
    make_evidence(school, cast.sam, 1)
    head = client_for(cast.ruth)
    costs = []
    for more in (0, 2, 30):
        for duty in Duty.objects.filter(control__in=["training", "staff-no-pupil-contact"]):
            Evidence.objects.bulk_create(
                Evidence(
                    school=school, duty=duty, statement="Done.", collected_on=today(), by=cast.sam
                )
                for _ in range(more)
            )
        with CaptureQueriesContext(connection) as queries:
            words(head, page)
        costs.append(len(queries))
    assert costs[0] == costs[1] == costs[2] <= 20


def test_a_leader_begins_a_duty_by_doing_it_and_nobody_else_can(
    school: School, cast: Cast, client_for: Clients
) -> None:
    make_policy(school, cast.ruth)
    Duty.objects.all().delete()
    form = {"statement": "Everybody came.", "collected_on": today().isoformat()}
    refused = client_for(cast.grace).post(f"{DUTY}done/", form)
    assert "Your role does not allow this." in refused.content.decode()
    assert Duty.objects.count() == 0
    assert client_for(cast.ruth).post(f"{DUTY}done/", form).status_code == 302
    assert Evidence.objects.get().duty.control == "training"


def test_the_catalogue_is_listed_with_how_each_state_is_known(
    school: School, cast: Cast, client_for: Clients
) -> None:
    text = words(client_for(cast.owen), "/larkfield/policy/controls/")
    assert text.count("rowheader") == 47
    assert text.count("From its own records") == 6
    assert text.count("A named person says so") == 41
