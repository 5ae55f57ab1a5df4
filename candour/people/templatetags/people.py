"""What the people's pages need beyond the components of ``ui``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = Library()


@register.simple_tag
def passkey_options(options: Mapping[str, Any]) -> SafeString:
    """What the server asks of a passkey, for the page's script to read; no script of its own."""
    return format_html('<span hidden data-options="{}"></span>', json.dumps(_plain(options)))


def _plain(value: Any) -> Any:
    """Mappings and lists of fido2's own types as plain ones."""
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
