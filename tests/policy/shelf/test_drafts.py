"""A version that is not in force is seen only by those who work on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from candour.policy.models import Version
from candour.schools.models import School
from tests.factories.cast import Cast
from tests.policy.files import CHANGED
from tests.policy.stages import adopted, imported

pytestmark = pytest.mark.django_db


def test_a_draft_is_hidden_from_those_who_only_read(
    school: School, cast: Cast, client_for: Callable[..., Client]
) -> None:
    in_force = adopted(school, cast.ruth)
    draft: Version = imported(school, cast.ruth, CHANGED)
    shelf = f"/larkfield/shelf/{in_force.document_id}/"
    file = f"/larkfield/shelf/versions/{draft.pk}/file/"
    seen = {}
    for who in ("ruth", "mohammed", "grace", "owen"):
        client = client_for(getattr(cast, who))
        seen[who] = (
            "Version 2" in client.get(shelf).content.decode(),
            client.get(file).status_code,
        )
    assert seen == {
        "ruth": (True, 200),
        "mohammed": (False, 404),
        "grace": (False, 404),
        "owen": (False, 404),
    }
