"""What a form is bound to: nothing before it was sent, and all that was sent afterwards."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict


def posted(request: HttpRequest) -> QueryDict | None:
    """The form's data, None unless it was sent; an empty form that was sent is still bound, so that
    it says what is missing."""
    return request.POST if request.method == "POST" else None


def posted_files(request: HttpRequest) -> MultiValueDict[str, Any] | None:
    """The same for its files."""
    return request.FILES if request.method == "POST" else None
