"""Uploads that are too large are refused by their announced length, before a byte is read."""

from __future__ import annotations

import functools
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from candour.kit.access import View

MOST_BYTES = 51 * 1024 * 1024


def limited_upload(view: View) -> View:
    """Answer 413 with a plain page to a POST whose Content-Length is over 51 MB.

    The check for forgery reads the whole body, so it runs inside, after the length was looked at.
    """
    protected = csrf_protect(view)

    @functools.wraps(view)
    def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if request.method == "POST" and announced.isdigit() and int(announced) > MOST_BYTES:
            return render(request, "policy/too_large.html", status=413)
        return protected(request, *args, **kwargs)

    return csrf_exempt(limited)
