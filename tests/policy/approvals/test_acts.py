"""Asking, deciding and ending, by the actions and by the pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from candour.audit.queries import entries_about
from candour.kit.access import Refused
from candour.kit.clock import today
from candour.kit.waiting import waiting_for
from candour.people.models import Role
from candour.policy.actions import approvals as acts
from candour.policy.models import Approval
from candour.policy.rules.approvals import Asked
from candour.schools.models import School
from tests.factories.cast import SINCE, Cast
from tests.factories.policy import make_policy
from tests.policy.approvals.test_rules import asked

pytestmark = pytest.mark.django_db
PAGES = "/larkfield/approvals/"
ClientFor = Callable[..., Client]


def request(kind: str = "parent_contact", relationship: str = "neighbour") -> Asked:
    """A request from tomorrow on."""
    return asked(kind, today() + timedelta(days=1), 30, relationship)


def ask(cast: Cast, who: str = "grace", kind: str = "parent_contact") -> Approval:
    """Somebody's request."""
    person = getattr(cast, who)
    return acts.ask_approval(by=person, person=person, asked=request(kind))


def grant(cast: Cast, approval: Approval, who: str = "ruth") -> Approval:
    """A yes from tomorrow on."""
    first = approval.starts_on
    return acts.grant_approval(by=getattr(cast, who), approval=approval, starts_on=first)


def test_the_head_grants_and_it_is_on_the_record(cast: Cast) -> None:
    done = grant(cast, ask(cast))
    assert (done.state, done.decided_by) == ("granted", cast.ruth)
    kinds = [entry.kind for entry in entries_about(done)]
    assert sorted(kinds) == ["policy.approval.asked", "policy.approval.granted"]


@pytest.mark.parametrize("who", ["margaret", "ruth"])
def test_only_the_chair_decides_about_the_heads_own(cast: Cast, who: str) -> None:
    own = ask(cast, "ruth")
    if who == "margaret":
        assert grant(cast, own, who).state == "granted"
    else:
        with pytest.raises(Refused, match="Nobody decides about their own request"):
            grant(cast, own, who)


def test_the_chair_does_not_decide_for_others(cast: Cast) -> None:
    with pytest.raises(Refused, match="Only the headteacher decides about this"):
        grant(cast, ask(cast), "margaret")


def test_a_pupil_needs_head_and_safeguarding(cast: Cast) -> None:
    held = grant(cast, ask(cast, kind="pupil_link"))
    assert held.state == "asked"
    assert acts.second_approval(by=cast.helen, approval=held).state == "granted"


def test_the_deputy_decides_where_the_lead_asks(cast: Cast) -> None:
    held = grant(cast, ask(cast, "helen", "pupil_link"))
    with pytest.raises(Refused):
        acts.second_approval(by=cast.helen, approval=held)
    assert acts.second_approval(by=cast.tom, approval=held).state == "granted"


def test_the_deputy_decides_nowhere_else(cast: Cast) -> None:
    held = grant(cast, ask(cast, kind="pupil_link"))
    with pytest.raises(Refused, match="Only the designated safeguarding lead decides"):
        acts.second_approval(by=cast.tom, approval=held)
    with pytest.raises(Refused):
        acts.refuse_second(by=cast.tom, approval=held, reason="No")
    assert acts.second_approval(by=cast.helen, approval=held).state == "granted"


def test_the_deputy_decides_where_the_head_is_the_lead(cast: Cast) -> None:
    cast.ruth.roles_held.create(school=cast.ruth.school, role=Role.DSL, starts_on=SINCE)
    held = ask(cast, kind="pupil_link")
    assert [each.title for each in waiting_for(cast.tom) if "Decide" in each.title] == []
    held = grant(cast, held)
    assert len([each for each in waiting_for(cast.tom) if "Decide" in each.title]) == 1
    assert acts.second_approval(by=cast.tom, approval=held).state == "granted"


def test_what_waits_for_safeguarding(cast: Cast) -> None:
    def decisions(who: str) -> int:
        waits = waiting_for(getattr(cast, who))
        return len([each for each in waits if each.title.startswith("Decide:")])

    ask(cast, kind="pupil_link")
    assert (decisions("helen"), decisions("tom"), decisions("ruth")) == (1, 0, 1)
    ask(cast, "helen", "pupil_link")
    assert (decisions("helen"), decisions("tom"), decisions("ruth")) == (1, 1, 2)


def test_a_decision_is_made_once(cast: Cast) -> None:
    held = ask(cast)
    acts.refuse_approval(by=cast.ruth, approval=held, reason="Use the school's phone.")
    with pytest.raises(Refused, match="This was decided already"):
        grant(cast, held)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"starts_on": today()}, "It must begin after it is decided"),
        ({"ends_on": today() + timedelta(days=500)}, "at most a year"),
        ({"with_whom": " "}, "Say with whom"),
        ({"kind": "pupil_link", "relationship": "none"}, "Contact with a pupil cannot be approved"),
        ({"kind": "device", "device": ""}, "Say which school device"),
    ],
)
def test_what_cannot_be_asked(cast: Cast, change: dict[str, object], reason: str) -> None:
    wrong = Asked(**{**vars(request()), **change})  # type: ignore[arg-type]
    with pytest.raises(Refused, match=reason):
        acts.ask_approval(by=cast.grace, person=cast.grace, asked=wrong)


def test_the_office_asks_for_a_volunteer_and_for_nobody_else(cast: Cast) -> None:
    made = acts.ask_approval(by=cast.mohammed, person=cast.ivy, asked=request())
    assert made.person == cast.ivy
    with pytest.raises(Refused, match="Only a volunteer"):
        acts.ask_approval(by=cast.mohammed, person=cast.grace, asked=request())


def test_withdrawn_and_ended(cast: Cast) -> None:
    held = ask(cast)
    with pytest.raises(Refused):
        acts.withdraw_approval(by=cast.tom, approval=held)
    assert acts.withdraw_approval(by=cast.grace, approval=held).state == "withdrawn"
    granted = grant(cast, ask(cast))
    with pytest.raises(Refused):
        acts.end_approval(by=cast.tom, approval=granted)
    assert acts.end_approval(by=cast.grace, approval=granted).ended_on == today()


def test_the_database_refuses_ones_own_decision(cast: Cast) -> None:
    held = ask(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.filter(pk=held.pk).update(decided_by=cast.grace)
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.filter(pk=held.pk).update(state="granted")


def test_asked_on_the_page_in_three_steps(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.grace)
    page = f"{PAGES}ask/?kind=parent_contact"
    assert client.get(page).status_code == 200
    typed = {
        "with_whom": "Mrs Novak",
        "relationship": "neighbour",
        "platform": "WhatsApp",
        "why": "Our children walk together",
        "starts_on": (today() + timedelta(days=2)).isoformat(),
        "ends_on": (today() + timedelta(days=60)).isoformat(),
    }
    assert "Check your answers" in client.post(page, typed).content.decode()
    assert Approval.objects.count() == 0
    assert "Mrs Novak" in client.post(page, {**typed, "step": "change"}).content.decode()
    answer = client.post(page, {**typed, "step": "send"})
    made = Approval.objects.get()
    assert answer["Location"] == f"{PAGES}{made.reference}/?sent=1"
    assert made.reference in client.get(answer["Location"]).content.decode()


def test_what_was_typed_is_kept(cast: Cast, client_for: ClientFor) -> None:
    typed = {"with_whom": "Mrs Novak", "starts_on": "yesterday"}
    page = client_for(cast.grace).post(f"{PAGES}ask/?kind=parent_contact", typed)
    assert 'value="Mrs Novak"' in page.content.decode()
    assert Approval.objects.count() == 0


def test_decided_on_the_page(school: School, cast: Cast, client_for: ClientFor) -> None:
    make_policy(school, cast.ruth)
    held = ask(cast)
    head = client_for(cast.ruth)
    assert [each.title for each in waiting_for(cast.ruth) if "Decide" in each.title] == [
        "Decide: Contact with a parent from a personal account"
    ]
    decide = f"{PAGES}{held.reference}/decide/"
    wrong = head.post(decide, {"verdict": "refuse", "starts_on": held.starts_on.isoformat()})
    assert "Say why" in wrong.content.decode()
    yes = {
        "verdict": "grant",
        "starts_on": held.starts_on.isoformat(),
        "conditions": "In the afternoon only",
    }
    assert head.post(decide, yes).status_code == 302
    held.refresh_from_db()
    assert (held.state, held.conditions) == ("granted", "In the afternoon only")
    assert (
        "In the afternoon only"
        in client_for(cast.grace).get(f"{PAGES}{held.reference}/").content.decode()
    )


def test_who_may_read_a_request(cast: Cast, client_for: ClientFor) -> None:
    plain, pupil = ask(cast), ask(cast, kind="pupil_link")
    seen = {
        who: [
            client_for(getattr(cast, who)).get(f"{PAGES}{each.reference}/").status_code
            for each in (plain, pupil)
        ]
        for who in ("grace", "ruth", "margaret", "helen", "tom", "sam", "priya", "jack", "daniel")
    }
    assert seen == {
        "grace": [200, 200],
        "ruth": [200, 200],
        "margaret": [200, 200],
        "helen": [404, 200],
        "tom": [404, 200],
        "sam": [404, 404],
        "priya": [404, 404],
        "jack": [404, 404],
        "daniel": [404, 404],
    }


def test_the_list_costs_the_same_at_one_and_at_three(cast: Cast, client_for: ClientFor) -> None:
    head = client_for(cast.ruth)
    counts = []
    for _ in range(2):
        ask(cast)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert head.get(PAGES).status_code == 200
        counts.append(len(queries))
        ask(cast, "tom")
    assert counts[0] == counts[1]
