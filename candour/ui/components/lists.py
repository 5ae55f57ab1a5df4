"""Lists: what waits, answers to check, figures, history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

from candour.ui.quilt import part
from candour.ui.states import look

register = Library()


@register.inclusion_tag("ui/parts/task_list.html")
def task_list(tasks: Sequence[Any]) -> dict[str, Any]:
    """What waits for somebody: sign, title as a link, one line of context, the reference in
    small."""
    return {"tasks": [(look(part(each, "state")), each) for each in tasks]}


@register.inclusion_tag("ui/parts/stats.html")
def stats(figures: Sequence[Any]) -> dict[str, Any]:
    """A few figures in a row, each under its label."""
    return {"figures": figures}


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(entries: Sequence[Any]) -> dict[str, Any]:
    """What happened, newest first as given: when, who, what."""
    return {"entries": entries}


@register.simple_block_tag
def summary_list(content: str) -> SafeString:
    """Answers to check before a final act, or the facts of one thing: made of ``summary_row``."""
    return format_html('<dl class="summary">{}</dl>', content)


@register.simple_block_tag
def summary_row(content: str, label: str, change: str = "", words: str = "Change") -> SafeString:
    """One answer, with a link to change it. The link's hidden words say what it changes."""
    link = (
        format_html(
            '<dd class="act"><a href="{}">{}<span class="hidden"> {}</span></a></dd>',
            change,
            words,
            label[:1].lower() + label[1:],
        )
        if change
        else ""
    )
    return format_html("<div><dt>{}</dt><dd>{}</dd>{}</div>", label, content, link)
