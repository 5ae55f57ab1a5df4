"""Pictures: states, the quilt, bars, progress, two texts compared. Each says in words what it
shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.template import Library
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from candour.ui import quilt as quilts
from candour.ui.differences import Change, diff_words, one_side
from candour.ui.quilt import part
from candour.ui.states import look

register = Library()


@register.simple_tag
def state_pill(state: object, words: str = "") -> SafeString:
    """A state as a pill with its sign; ``words`` replace the usual label."""
    seen = look(state)
    return format_html(
        '<span class="pill tone-{}"><span aria-hidden="true">{}</span> {}</span>',
        seen.tone,
        seen.sign,
        words or seen.label,
    )


@register.simple_tag
def state_sign(state: object) -> SafeString:
    """A state as its sign alone; the label is there for screen readers."""
    seen = look(state)
    return format_html(
        '<span class="sign tone-{}"><span aria-hidden="true">{}</span>'
        '<span class="hidden">{}</span></span>',
        seen.tone,
        seen.sign,
        seen.label,
    )


@register.inclusion_tag("ui/parts/quilt.html")
def quilt(sections: Iterable[Any], caption: str = "The policy, clause by clause") -> dict[str, Any]:
    """One tile for each clause by section, with a legend, a sentence and the same as a table."""
    return {"quilt": quilts.draw(sections), "caption": caption}


@register.inclusion_tag("ui/parts/quilt_strip.html")
def quilt_strip(sections: Iterable[Any], url: str = "") -> dict[str, Any]:
    """The quilt shrunk to a strip: what needs somebody stands taller. Names itself by the
    sentence."""
    return {"quilt": quilts.draw(sections), "url": url}


@register.simple_tag
def progress(done: int, total: int, words: str = "done") -> SafeString:
    """How far a piece of work has come, as a bar and in words ("3 of 60 pages read")."""
    said = f"{done} of {total} {words}"
    return format_html(
        '<div class="progress" role="status">'
        '<progress max="{}" value="{}" aria-label="{}"></progress>'
        "<span>{}</span></div>",
        max(total, 1),
        min(done, total),
        said,
        said,
    )


@register.simple_tag
def difference(old: str, new: str, before: str = "Before", after: str = "Now") -> SafeString:
    """Two versions of a text side by side; what went is struck, what came is underlined."""
    changes = diff_words(old, new)
    columns = ((before, "old", "del", "removed"), (after, "new", "ins", "added"))
    return format_html(
        '<div class="sides">{}</div>',
        format_html_join(
            "",
            '<div role="group" aria-label="{}"><p class="label">{}</p><p class="text">{}</p></div>',
            (
                (title, title, _marked(one_side(changes, side), tag, word))
                for title, side, tag, word in columns
            ),
        ),
    )


def _marked(changes: Sequence[Change], tag: str, word: str) -> SafeString:
    """The stretches of one side, with those that differ in <del> or <ins> and hidden words around.
    The space at a stretch's end stays outside, so that it is not underlined."""
    marked = (
        f'<{tag}><span class="hidden">[{word}: </span>{{}}<span class="hidden">]</span></{tag}>{{}}'
    )
    return format_html_join(
        "",
        "{}",
        (
            (each.text,)
            if each.kind == "same"
            else (format_html(marked, each.text.rstrip(), each.text[len(each.text.rstrip()) :]),)
            for each in changes
        ),
    )


@register.inclusion_tag("ui/parts/bar_chart.html")
def bar_chart(bars: Sequence[Any], caption: str, sentence: str = "") -> dict[str, Any]:
    """Plain bars in a table: the bar is drawn in SVG, the figure stands beside it, so the
    picture is
    its own table. Values are zero or more; the longest bar is as wide as its column."""
    longest = max((float(part(each, "value")) for each in bars), default=0.0) or 1.0
    rows = [(each, round(100 * float(part(each, "value")) / longest, 1)) for each in bars]
    return {"rows": rows, "caption": caption, "sentence": sentence}
