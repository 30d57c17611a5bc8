"""Tags for the pieces of a page: icons, chips, sortable heads, pagination, empty states, strips, progress."""

from typing import Any

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from matinee.web.desks import DeskLink, rail_of
from matinee.web.icons import icon_body
from matinee.web.pages import Step, address_toggling, address_with

register = template.Library()
SHEETS = ("tokens", "base", "layout", "components", "forms", "pictures", "pages")


def _query(context: Context) -> QueryDict:
    request = context.get("request")
    return request.GET if request is not None else QueryDict()


@register.simple_tag
def icon(name: str, words: str = "") -> SafeString:
    """Draw an icon. Words stand beside it; give ``words`` only where nothing else names it."""
    body = mark_safe(icon_body(name))  # noqa: S308 -- our own drawings
    if words:
        return format_html('<svg class="icon" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>', words, body)
    return format_html('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', body)


@register.simple_tag(takes_context=True)
def query_with(context: Context, **changes: object) -> str:
    """Return this page's query with parameters changed: ``{% query_with page=2 %}``; ``None`` removes one."""
    return address_with(_query(context), changes)


@register.inclusion_tag("web/tags/chip.html", takes_context=True)
def chip(context: Context, key: str, value: object, label: str, count: int | None = None) -> dict[str, Any]:
    """Draw a filter that lives in the URL; pressing it again takes it off."""
    href, is_on = address_toggling(_query(context), key, str(value))
    return {"href": href, "is_on": is_on, "label": label, "count": count}


@register.inclusion_tag("web/tags/sort_head.html", takes_context=True)
def sort_head(context: Context, key: str, label: str, kind: str = "") -> dict[str, Any]:
    """Draw a table head that sorts by ``key`` (``?sort=key``, ``?sort=-key``); ``kind`` may be ``num``."""
    now = _query(context).get("sort", "")
    goes = f"-{key}" if now == key else key
    order = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    href = address_with(_query(context), {"sort": goes, "page": None})
    return {"href": href, "label": label, "order": order, "kind": kind}


@register.inclusion_tag("web/tags/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Draw the way to the other pages, keeping the filters of this one."""
    pages = [
        (number, address_with(_query(context), {"page": number}) if isinstance(number, int) else "")
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    around = {
        "previous": address_with(_query(context), {"page": page.number - 1}) if page.has_previous() else "",
        "next": address_with(_query(context), {"page": page.number + 1}) if page.has_next() else "",
    }
    return {"page": page, "pages": pages, **around}


@register.inclusion_tag("web/tags/empty.html")
def empty(title: str, text: str = "", href: str = "", action: str = "", icon: str = "reel") -> dict[str, Any]:
    """Say what to do first where nothing is yet."""
    return {"title": title, "text": text, "href": href, "action": action, "icon_name": icon}


@register.inclusion_tag("web/tags/strip.html")
def status_strip(steps: list[Step], size: str = "") -> dict[str, Any]:
    """Draw where something stands: received, watched, discussed, considered, invited, shown."""
    names = {
        "done": gettext("done"),
        "now": gettext("now"),
        "next": gettext("still to come"),
        "no": gettext("not this time"),
    }
    return {"steps": [(step, names[step.state]) for step in steps], "size": size}


@register.inclusion_tag("web/tags/stat.html")
def stat(label: str, value: object, note: str = "", href: str = "") -> dict[str, Any]:
    """Draw one figure with its name."""
    return {"label": label, "value": value, "note": note, "href": href}


@register.inclusion_tag("web/tags/progress.html", takes_context=True)
def progress(  # noqa: PLR0913 -- a template tag's arguments are all keywords
    context: Context,
    *,
    label: str,
    value: float,
    total: float,
    poll_url: str = "",
    cancel_url: str = "",
    note: str = "",
) -> dict[str, Any]:
    """Draw how far a job is; with ``poll_url`` it asks again every second until that answers without one."""
    return {
        "label": label,
        "share": round(100 * value / total) if total else 0,
        "poll_url": poll_url,
        "cancel_url": cancel_url,
        "note": note,
        "csrf_token": context.get("csrf_token", ""),
    }


@register.simple_tag(takes_context=True)
def rail(context: Context) -> list[DeskLink]:
    """Return the desks of the festival this page belongs to."""
    request = context.get("request")
    festival = context.get("festival") or getattr(request, "festival", None)
    return rail_of(festival.slug, request.path) if request is not None and festival is not None else []


@register.simple_tag(takes_context=True)
def styles(context: Context) -> SafeString:
    """Link the style sheets: from the static files, or from ``asset_base`` in a release."""
    return format_html_join(
        "\n  ",
        '<link rel="stylesheet" href="{}">',
        ((_asset(context, f"web/css/{name}.css"),) for name in SHEETS),
    )


@register.simple_tag(takes_context=True)
def asset(context: Context, name: str) -> str:
    """Return the address of a static file: hashed on the server, plain under ``asset_base`` in a release."""
    return _asset(context, name)


def _asset(context: Context, name: str) -> str:
    base = context.get("asset_base")
    return f"{base}{name}" if base else static(name)
