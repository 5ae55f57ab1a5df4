"""Forms: fields, buttons, the error summary, the filter bar."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm, CheckboxInput, FileInput
from django.forms.boundfield import BoundField
from django.template import Library
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from candour.ui.forms import first_control_id

register = Library()


@register.inclusion_tag("ui/forms/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """One field: label, hint, error, control. Radios and tick boxes become a fieldset."""
    widget = bound.field.widget
    single = isinstance(widget, CheckboxInput)
    optional = (
        getattr(bound.form, "marks_optional", True) and not bound.field.required and not single
    )
    return {
        "bound": bound,
        "single": single,
        "group": bound.use_fieldset and bool(bound.subwidgets),
        "file": isinstance(widget, FileInput),
        "optional": optional,
        "errors": bound.errors,
    }


@register.inclusion_tag("ui/forms/fields.html")
def form_fields(form: BaseForm) -> dict[str, Any]:
    """Every field of a form in order, hidden ones last."""
    return {"form": form}


@register.inclusion_tag("ui/forms/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """What went wrong, first on the page, each line a link to its field. Nothing when all is
    well."""
    lines: list[tuple[str, str]] = []
    for form in forms:
        lines += [("", str(error)) for error in form.non_field_errors()]
        for bound in form:
            lines += [(first_control_id(bound), str(error)) for error in bound.errors]
    return {"lines": lines}


@register.inclusion_tag("ui/forms/form_page.html", takes_context=True)
def form_page(
    context: Context, form: BaseForm, submit: str = "Save", cancel: str = "", kind: str = "primary"
) -> dict[str, Any]:
    """A whole form with one button: error summary, token, fields and, if asked for, a way out."""
    return {
        "form": form,
        "submit": submit,
        "cancel": cancel,
        "kind": kind,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_block_tag(takes_context=True)
def filter_bar(context: Context, content: str, submit: str = "Show") -> SafeString:
    """Fields that narrow a list. A GET form, so that the filter is part of the address."""
    request = context.get("request")
    clear = format_html('<a href="{}">Clear</a>', request.path) if request and request.GET else ""
    return format_html(
        '<form class="filters" method="get" role="search" aria-label="Narrow this list">{}'
        '<button class="button secondary">{}</button>{}</form>',
        content,
        submit,
        clear,
    )


@register.simple_tag
def button(words: str, kind: str = "primary", name: str = "", value: str = "") -> SafeString:
    """A submit button. Kinds: primary (one a page), secondary, warning, concern, link."""
    sent = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html('<button class="button {}"{}>{}</button>', kind, sent, words)


@register.simple_tag
def link_button(words: str, url: str, kind: str = "primary") -> SafeString:
    """A link that looks like a button, because it begins something."""
    return format_html('<a class="button {}" href="{}">{}</a>', kind, url, words)


@register.inclusion_tag("ui/forms/post_button.html", takes_context=True)
def post_button(context: Context, words: str, url: str, kind: str = "link") -> dict[str, Any]:
    """A form of its own with nothing but a button, for an act that needs no questions."""
    return {"words": words, "url": url, "kind": kind, "csrf_token": context.get("csrf_token")}
