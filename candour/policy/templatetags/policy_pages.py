"""Small questions that the policy's templates ask."""

from __future__ import annotations

from django.template import Library
from django.template.context import Context

from candour.kit.access import allows
from candour.policy.library import load_control_texts

register = Library()


@register.simple_tag(takes_context=True)
def may(context: Context, capability: str) -> bool:
    """Whether whoever looks at the page holds a capability; used to leave out what they cannot
    do."""
    request = context.get("request")
    return allows(getattr(request, "actor", None), capability)


@register.filter
def control_title(control: str) -> str:
    """A control's title; its id where there is no such control any more."""
    known = load_control_texts().get(control)
    return known.title if known is not None else control
