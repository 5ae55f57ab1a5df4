"""Every page says who may see it, from the guard that its view wears."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("/sign-in/", "Anybody can see this page."),
        ("/account/devices/", "Only you see this page."),
        ("/larkfield/people/add/", "Headteacher, Senior leader, School office."),
        ("/larkfield/settings/", "Headteacher, Senior leader, School office."),
    ],
)
def test_a_page_says_who_may_see_it(
    cast: Cast, client_for: Callable[..., Client], page: str, words: str
) -> None:
    client = Client() if page == "/sign-in/" else client_for(cast.ruth)
    assert f"Who may see this page: {words}" in client.get(page).content.decode()
