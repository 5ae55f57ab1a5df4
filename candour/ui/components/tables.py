"""Tables that become stacked rows on a phone, and the pages of a long list.

The roles are written out because browsers forget that a table is one when its cells stop being
drawn
as a table.
"""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest
from django.template import Library
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = Library()


@register.simple_block_tag
def table(content: str, caption: str, columns: str) -> SafeString:
    """A table of ``row`` and ``cell``. ``columns`` are the headings with | between; the caption is
    spoken, not drawn, since a heading above says the same."""
    heads = format_html_join(
        "",
        '<th scope="col" role="columnheader">{}</th>',
        ((name.strip(),) for name in columns.split("|")),
    )
    return format_html(
        '<div class="table-box"><table class="table" role="table">'
        '<caption class="hidden">{}</caption>'
        '<thead role="rowgroup"><tr role="row">{}</tr></thead>'
        '<tbody role="rowgroup">{}</tbody></table></div>',
        caption,
        heads,
        content,
    )


@register.simple_block_tag
def row(content: str) -> SafeString:
    """One row of a ``table``."""
    return format_html('<tr role="row">{}</tr>', content)


@register.simple_block_tag
def cell(content: str, label: str = "", head: bool = False) -> SafeString:
    """One cell. ``label`` stands before it on a phone, and is its column's heading; the cell that
    names the row is the ``head``."""
    if head:
        return format_html('<th scope="row" role="rowheader">{}</th>', content)
    return format_html('<td role="cell" data-label="{}"><div>{}</div></td>', label, content)


def _address(request: HttpRequest | None, number: int, name: str) -> str:
    query = request.GET.copy() if request is not None else None
    if query is None:
        return f"?{name}={number}"
    query[name] = str(number)
    return f"?{query.urlencode()}"


@register.inclusion_tag("ui/parts/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], name: str = "page") -> dict[str, Any]:
    """Links to the other pages of a list, with the rest of the query string kept."""
    request = context.get("request")
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ellipsis = str(page.paginator.ELLIPSIS)
    return {
        "page": page,
        "steps": [
            (number, "" if str(number) == ellipsis else _address(request, int(number), name))
            for number in numbers
        ],
        "before": _address(request, page.previous_page_number(), name)
        if page.has_previous()
        else "",
        "after": _address(request, page.next_page_number(), name) if page.has_next() else "",
    }
