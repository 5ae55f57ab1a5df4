"""Renders a piece of template with ``{% load ui %}``, for the tests of components."""

from __future__ import annotations

from typing import Any

from django.template import engines


def rendered(source: str, **context: Any) -> str:
    """The HTML of a template source, spaces around it dropped."""
    template = engines["django"].from_string("{% load ui %}" + source)
    return template.render(context).strip()
