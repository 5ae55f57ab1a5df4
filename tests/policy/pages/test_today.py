"""Our policy today: what it shows to whom, what it costs, and its filters."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from candour.kit.clock import today
from candour.policy.models import ControlFacts, Duty, Link, Version
from candour.schools.models import School
from tests.factories.cast import Cast
from tests.factories.policy import make_evidence, make_policy

PAGE = "/larkfield/policy/"
GOVERNORS = "/larkfield/policy/for-governors/"
NAMES = ("Okafor", "Adeyemi", "Marsh", "Whitlock", "Liu")
Clients = Callable[..., Client]


def words(client: Client, url: str = PAGE) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def main_part(text: str) -> str:
    return text.split("<main", 1)[1]


def test_without_a_policy_it_says_how_to_begin(
    school: School, cast: Cast, client_for: Clients
) -> None:
    text = words(client_for(cast.ruth))
    assert "There is no policy in force yet" in text
    assert "Give Candour your policy" in text
    assert "Start from the model policy" in text
    assert "Who may see this page: everybody who works or helps at Larkfield Primary" in text


def test_it_shows_every_clause_with_state_and_owner(
    school: School, cast: Cast, client_for: Clients
) -> None:
    make_policy(school, cast.ruth, owner=cast.sam)
    make_evidence(school, cast.sam, 1)
    text = words(client_for(cast.ruth))
    assert text.count('class="tile ') == 106
    assert text.count("rowheader") == 106
    assert "Sam Okafor" in text
    assert "81 <span>of 89</span>" in text


def test_what_waits_comes_first_on_a_phone(school: School, cast: Cast, client_for: Clients) -> None:
    make_policy(school, cast.ruth)
    text = main_part(words(client_for(cast.ruth)))
    assert text.index("Waiting for you") < text.index('class="quilt"')
    assert "Name who answers for 47 duties" in text


@pytest.mark.parametrize("reader", ["grace", "margaret", "owen", "fatima", "ivy"])
def test_who_may_not_see_names_sees_none(
    school: School, cast: Cast, client_for: Clients, reader: str
) -> None:
    make_policy(school, cast.ruth, owner=cast.sam)
    make_evidence(school, cast.sam, 1)
    client = client_for(getattr(cast, reader))
    own = getattr(cast, reader).family_name
    pages = [
        PAGE,
        "/larkfield/policy/clauses/STA-14/",
        "/larkfield/duties/",
        "/larkfield/duties/training/",
    ]
    for page in pages:
        text = main_part(words(client, page))
        assert [name for name in NAMES if name in text and name != own] == []


def test_one_sees_ones_own_name(school: School, cast: Cast, client_for: Clients) -> None:
    make_policy(school, cast.ruth, owner=cast.grace)
    assert "Grace Liu" in main_part(words(client_for(cast.grace)))


def test_parents_and_strangers_find_nothing(
    school: School, cast: Cast, client_for: Clients
) -> None:
    make_policy(school, cast.ruth)
    assert client_for(cast.daniel).get(PAGE).status_code == 404
    assert Client().get(PAGE).status_code == 302


def test_filters_live_in_the_address(school: School, cast: Cast, client_for: Clients) -> None:
    make_policy(school, cast.ruth, owner=cast.sam)
    make_evidence(school, cast.sam, 1)
    head = client_for(cast.ruth)
    assert words(head, f"{PAGE}?state=not_started").count("rowheader") == 8
    assert "No clause fits" in words(head, f"{PAGE}?state=suspect")
    assert "No clause fits" in words(head, f"{PAGE}?owner=nobody")
    assert words(head, f"{PAGE}?owner={cast.sam.pk}&state=met").count("rowheader") == 81
    assert words(head, f"{PAGE}?state=nonsense").count("rowheader") == 106


def test_it_costs_the_same_with_ten_times_the_evidence(
    school: School, cast: Cast, client_for: Clients
) -> None:
    make_policy(school, cast.ruth, owner=cast.sam)
    head = client_for(cast.ruth)
    costs = []
    for each in (1, 3, 30):
        ControlFacts.objects.all().delete()
        make_evidence(school, cast.sam, each)
        with CaptureQueriesContext(connection) as queries:
            text = words(head)
        costs.append(len(queries))
    assert costs[0] == costs[1] == costs[2] <= 15
    assert len(gzip.compress(text.encode())) < 30_000


def test_a_changed_text_is_to_be_looked_at(school: School, cast: Cast, client_for: Clients) -> None:
    make_policy(school, cast.ruth, owner=cast.sam)
    make_evidence(school, cast.sam, 1)
    Link.objects.filter(clause__ref="STA-14").update(fingerprint="then")
    text = words(client_for(cast.ruth), f"{PAGE}?state=suspect")
    assert text.count("rowheader") == 1
    assert "Look again at one clause whose words changed" in text


def test_a_superseded_version_gets_neither_tick_nor_request(
    school: School, cast: Cast, client_for: Clients
) -> None:
    version = make_policy(school, cast.ruth)
    Version.objects.filter(pk=version.pk).update(status=Version.Status.SUPERSEDED)
    text = words(client_for(cast.ruth))
    assert 'class="tile' not in text
    assert "Name who answers" not in text


def test_governors_see_where_it_stands_without_a_name(
    school: School, cast: Cast, client_for: Clients
) -> None:
    make_policy(school, cast.ruth, owner=cast.sam)
    make_evidence(school, cast.sam, 1)
    Duty.objects.filter(control="training").update(owner=None)
    for reader in (cast.owen, cast.fatima, cast.margaret, cast.ruth):
        text = words(client_for(reader), GOVERNORS)
        assert [name for name in NAMES if name in text] == []
        assert text.count('class="tile ') == 106
        assert "Nobody is named who answers for it." in text
    assert client_for(cast.grace).get(GOVERNORS).status_code == 404
    assert client_for(cast.ivy).get(GOVERNORS).status_code == 404


def test_late_duties_wait_for_their_owner_and_for_the_head(
    school: School, cast: Cast, client_for: Clients
) -> None:
    make_policy(school, cast.ruth, owner=cast.grace)
    make_evidence(school, cast.grace, 1)
    ControlFacts.objects.filter(control="training").update(expires_on=today() - timedelta(days=1))
    assert "Renew the proof: Staff are trained" in words(client_for(cast.grace))
    assert "Ask about a duty that is without proof" in words(client_for(cast.ruth))
