"""The demonstration's routes carry a completed second step: they exist nowhere else, and answer
this machine alone."""

from __future__ import annotations

import pytest
from django.http import Http404
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse

from candour.config.environment import demo_marked
from candour.demo import views

DOORS = [views.index, views.post, views.codes, views.try_policy, views.try_report]


def test_they_are_not_mounted_outside_a_demonstration() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("demo:index")


def test_a_folder_is_a_demonstration_by_its_mark_alone(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("data")
    assert not demo_marked(folder)
    (folder / "demo.json").write_text("{}")
    assert demo_marked(folder)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    "given",
    [
        {"REMOTE_ADDR": "10.0.0.7"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "10.0.0.7"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=10.0.0.7"},
        {"REMOTE_ADDR": ""},
    ],
)
def test_they_answer_this_machine_alone(door: views.View, given: dict[str, str]) -> None:
    with pytest.raises(Http404):
        door(RequestFactory().get("/", **given))


@pytest.mark.parametrize("given", [{"REMOTE_ADDR": "10.0.0.7"}, {"REMOTE_ADDR": "127.0.0.1"}])
def test_a_link_that_we_did_not_sign_lets_nobody_in(db: None, given: dict[str, str]) -> None:
    with pytest.raises(Http404):
        views.enter(RequestFactory().get("/", **given), token="ruth.made-up")
