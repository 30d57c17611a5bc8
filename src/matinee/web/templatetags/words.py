"""Filters and tags that put times, lengths, places and texts into words."""

from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from matinee.films.models import Film
from matinee.films.queries import directors_of
from matinee.kit.money import Money
from matinee.web import words
from matinee.web.notices import undo_url_of

register = template.Library()

register.filter("runtime", words.runtime)
register.filter("timecode", words.timecode)
register.filter("country", words.country_name)
register.filter("language", words.language_name)
register.filter("markdown", words.markdown)
register.filter("own_name", words.own_name)


@register.filter
def countries(codes: list[str]) -> str:
    """Return the names of several countries, as the page's language lists them."""
    return ", ".join(words.country_name(code) for code in codes)


@register.filter
def languages(codes: list[str]) -> str:
    """Return the names of several languages, as the page's language lists them."""
    return ", ".join(words.language_name(code) for code in codes)


@register.filter
def directors(film: Film) -> str:
    """Return who directed a film; reads prefetched credits where there are some."""
    return ", ".join(directors_of(film))


@register.filter
def money(minor: int | None, currency: str) -> str:
    """Write an amount of minor units as the page's language does; nothing where none is stated."""
    return "" if minor is None else Money(minor, currency).shown(str(words.current_locale()))


@register.filter
def undo_url(extra_tags: str | None) -> str:
    """Return where a message's undo button posts to, or nothing."""
    return undo_url_of(extra_tags)


@register.simple_tag
def local_time(moment: datetime | None, zone: str, show: str = "full") -> SafeString | str:
    """Write ``moment`` in the festival's zone: ``full``, ``day``, ``time`` or ``long`` (poster).

    The custom element adds the viewer's own time where the zones differ.
    """
    if moment is None:
        return ""
    text = {
        "day": lambda: words.day_in(moment, zone),
        "long": lambda: words.long_day(moment, zone),
        "time": lambda: words.time_in(moment, zone),
    }.get(show, lambda: _full(moment, zone))()
    if show in {"day", "long"}:
        return format_html('<time datetime="{}">{}</time>', moment.isoformat(), text)
    return format_html(
        '<local-time zone="{}" yours="{}"><time datetime="{}">{}</time></local-time>',
        zone, gettext("your time"), moment.isoformat(), text,
    )  # fmt: skip


def _full(moment: datetime, zone: str) -> str:
    return f"{words.day_in(moment, zone)}, {words.time_in(moment, zone)} {words.zone_short(moment, zone)}"


@register.filter
def day(value: date | None) -> SafeString | str:
    """Write a calendar day with its weekday."""
    if value is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words.day_in(value))
