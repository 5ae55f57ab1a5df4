"""Pieces of a page: cards, banners, help, confirmation, ways back, icons."""

from __future__ import annotations

from typing import Any

from django.template import Library
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from heroicons.templatetags.heroicons import heroicon_outline

from candour.ui import quiet
from candour.ui.quilt import part

register = Library()


@register.simple_tag(takes_context=True)
def page_block(context: Context, name: str) -> SafeString:
    """What the page put into a block, so that a base template can use it twice or see that it
    is empty."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks else None
    return mark_safe(block.render(context).strip()) if block else mark_safe("")  # noqa: S308 - rendered


@register.simple_tag(takes_context=True)
def quiet_lines(context: Context) -> list[quiet.QuietLine]:
    """What this page has to say about the last act; takes the lines out of the messages."""
    request = context.get("request")
    waiting = hasattr(request, "_messages")
    return list(quiet.quiet_lines(request)) if request is not None and waiting else []


@register.simple_tag
def icon(name: str, size: int = 20) -> SafeString:
    """A heroicon inline. It says nothing to a screen reader: put words beside it."""
    return mark_safe(  # noqa: S308 - drawn from the packaged icon, attributes are ours
        heroicon_outline(
            name, size=size, aria_hidden="true", focusable="false", **{"class": "icon"}
        )
    )


@register.simple_block_tag
def card(
    content: str, title: str = "", link: str = "", url: str = "", tone: str = ""
) -> SafeString:
    """A sheet with a heading and, at its end side, one link."""
    head = format_html("<h2>{}</h2>", title) if title else ""
    more = format_html('<a href="{}">{}</a>', url, link) if link else ""
    top = format_html('<div class="card-head">{}{}</div>', head, more) if head or more else ""
    kind = format_html(" edge tone-{}", tone) if tone else ""
    return format_html('<section class="card{}">{}{}</section>', kind, top, content)


@register.simple_block_tag(name="help")
def help_tag(content: str, title: str = "What is this?") -> SafeString:
    """Help that opens in place."""
    words = '<details class="help"><summary>{}</summary><div class="stack">{}</div></details>'
    return format_html(words, title, content)


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """Text set apart from the rest, such as a clause's own words."""
    return format_html('<div class="inset">{}</div>', content)


@register.simple_tag
def warning(words: str) -> SafeString:
    """One sentence about something that cannot be taken back."""
    return format_html(
        '<p class="warning"><span class="sign tone-red" aria-hidden="true">!</span>'
        '<strong><span class="hidden">Warning: </span>{}</strong></p>',
        words,
    )


@register.simple_block_tag
def banner(content: str, title: str, tone: str = "blue") -> SafeString:
    """News about the whole page, above everything else."""
    return format_html(
        '<section class="banner tone-{}"><h2>{}</h2><div class="stack">{}</div></section>',
        tone,
        title,
        content,
    )


@register.simple_block_tag
def confirmation(content: str, title: str, reference: str = "") -> SafeString:
    """It is done: what was done, a reference to quote, what happens next. Stands for the page's
    h1."""
    quoted = (
        format_html("<p>Your reference is <strong>{}</strong></p>", reference) if reference else ""
    )
    panel = format_html('<div class="panel tone-green"><h1>{}</h1>{}</div>', title, quoted)
    return format_html('{}<div class="stack">{}</div>', panel, content)


@register.simple_block_tag
def empty(content: str, title: str) -> SafeString:
    """What a list says while it is empty: what will appear here and how to begin."""
    return format_html(
        '<div class="empty"><h2>{}</h2><div class="stack">{}</div></div>', title, content
    )


@register.simple_tag
def back_link(url: str, words: str = "Back") -> SafeString:
    """The way back to the page above this one."""
    return format_html('<a class="back" href="{}">{}</a>', url, words)


@register.simple_tag
def breadcrumbs(crumbs: list[Any]) -> SafeString:
    """Where this page lies; the last step is this page and no link."""
    steps = format_html_join(
        "",
        "<li>{}</li>",
        (
            (format_html('<a href="{}">{}</a>', part(each, "url"), part(each, "title")),)
            if part(each, "url")
            else (format_html('<span aria-current="page">{}</span>', part(each, "title")),)
            for each in crumbs
        ),
    )
    return format_html('<nav class="crumbs" aria-label="Where you are"><ol>{}</ol></nav>', steps)


@register.inclusion_tag("ui/parts/quiet_line.html", takes_context=True)
def quiet_line(
    context: Context, words: str, undo_url: str = "", tone: str = "green"
) -> dict[str, Any]:
    """What has just happened, with a button that undoes it."""
    token = context.get("csrf_token")
    return {"words": words, "undo_url": undo_url, "tone": tone, "csrf_token": token}
