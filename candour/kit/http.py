"""The shape of a signed-in request, for apps that stand below ``people``."""

from typing import Any

from django.http import HttpRequest


class SchoolRequest(HttpRequest):
    """A request under a school's address. The people middleware sets ``school`` (a
    ``schools.models.School``) and ``actor`` (a ``people.models.Person`` of that school)."""

    school: Any
    actor: Any
