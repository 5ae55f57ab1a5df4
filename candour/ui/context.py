"""Context processor of the base templates."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from candour.ui.chrome import Chrome


def page(request: HttpRequest) -> dict[str, Any]:
    """``chrome``: what surrounds the page; each part is worked out when a template asks for it."""
    return {"chrome": Chrome(request)}
