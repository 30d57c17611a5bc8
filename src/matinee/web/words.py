"""How times, lengths, places and texts are put into words on every page."""

from datetime import date, datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, to_locale

from matinee.kit import places
from matinee.kit.clock import zone_name
from matinee.kit.text import html_from_markdown


def current_locale() -> Locale:
    """Return the Babel locale of the language the page is shown in, English where there is none."""
    return _locale_of(get_language() or "en")


@cache
def _locale_of(language: str) -> Locale:
    try:
        return Locale.parse(to_locale(language))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def timecode(seconds: int | None) -> str:
    """Return ``12:25`` for 745 seconds and ``1:01:40`` past the hour; nothing for nothing."""
    if seconds is None:
        return ""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    hours, left = divmod(minutes, 60)
    return f"{hours}:{left:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def runtime(seconds: int | None) -> str:
    """Return ``12 min`` for 745 seconds, as programmes print it; under a minute the seconds stay."""
    if seconds is None:
        return ""
    if 0 < seconds < 60:  # noqa: PLR2004 -- seconds in a minute
        return gettext("%(n)d s") % {"n": seconds}
    return gettext("%(n)d min") % {"n": round(seconds / 60)}


def zone_of(name: str | tzinfo) -> tzinfo:
    """Return the time zone called ``name``, or ``name`` itself when it is a zone already."""
    return name if isinstance(name, tzinfo) else ZoneInfo(name)


def time_in(moment: datetime, zone: str | tzinfo) -> str:
    """Return the time of day of ``moment`` in ``zone``, as the page's language writes it."""
    return format_time(moment, "short", tzinfo=zone_of(zone), locale=current_locale())


def day_in(moment: datetime | date, zone: str | tzinfo | None = None) -> str:
    """Return the day of ``moment``, with its weekday; a plain date needs no zone."""
    if isinstance(moment, datetime) and zone is not None:
        moment = moment.astimezone(zone_of(zone))
    return format_skeleton("yMMMEd", _as_midnight(moment), locale=current_locale())


def long_day(moment: datetime | date, zone: str | tzinfo | None = None) -> str:
    """Return the day of ``moment`` in full words, as a poster prints it."""
    if isinstance(moment, datetime) and zone is not None:
        moment = moment.astimezone(zone_of(zone))
    return format_date(moment, "full", locale=current_locale())


def zone_short(moment: datetime, zone: str | tzinfo) -> str:
    """Return the short name of ``zone`` at ``moment``: ``PST`` in winter, ``PDT`` in summer."""
    local = moment.astimezone(zone_of(zone))
    return zone_name(local, current_locale())


def _as_midnight(day: datetime | date) -> datetime:
    return day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)  # noqa: DTZ001 -- a calendar day has no zone


def country_name(code: str) -> str:
    """Return the name of an ISO 3166-1 country in the page's language, or the code when it is unknown."""
    return places.country_name(code, str(current_locale()))


def language_name(code: str) -> str:
    """Return the name of a BCP 47 language in the page's language, or the code when it is unknown."""
    if code in places.UNLISTED_LANGUAGES:
        return gettext(places.UNLISTED_LANGUAGES[code])
    return places.language_name(code, str(current_locale()))


def country_code(name: str) -> str | None:
    """Return the code of a country that is named in the page's language or in English, or None."""
    return places.country_code(name, str(current_locale()))


def language_code(name: str) -> str | None:
    """Return the code of a language that is named in the page's language or in English, or None."""
    unlisted = {gettext(words).casefold(): code for code, words in places.UNLISTED_LANGUAGES.items()}
    return unlisted.get(name.strip().casefold()) or places.language_code(name, str(current_locale()))


def own_name(code: str) -> str:
    """Return what a language calls itself: ``Español``."""
    name = places.language_name(code, code)
    return name[:1].upper() + name[1:]


def markdown(text: str | None) -> SafeString:
    """Return ``text`` as safe HTML: Markdown without raw HTML, then cleaned down to a short list of tags."""
    return mark_safe(html_from_markdown(text or ""))  # noqa: S308 -- nh3 has just cleaned it
