"""Times are aware UTC inside and local at the edge."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton, get_timezone_name
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, to_locale

SKELETONS = {"F Y": "yMMMM", "j F": "MMMMd", "j F Y": "yMMMMd"}


def check_zone(name: str) -> None:
    """Refuse a name that the tz database does not have (a model validator)."""
    if name not in available_timezones():
        raise ValidationError(f"“{name}” is not a time zone. Give one such as America/Los_Angeles.")


def today_in(zone: str) -> date:
    """Return today's date in a zone."""
    return date_in(timezone.now(), zone)


def date_in(moment: datetime, zone: str) -> date:
    """Return the date that a moment has in a zone."""
    return moment.astimezone(ZoneInfo(zone)).date()


def day_words(day: date, shape: str) -> str:
    """Return a day as the active language writes it in a sentence; ``shape`` is ``F Y``, ``j F`` or ``j F Y``."""
    language = get_language() or "en"
    if language.split("-")[0] == "en":
        return date_format(day, shape)
    try:
        return str(format_skeleton(SKELETONS[shape], day, locale=Locale.parse(to_locale(language))))
    except UnknownLocaleError:
        return date_format(day, shape)


def zone_name(local: datetime, locale: Locale | str) -> str:
    """Return the short name of a moment's zone, such as ``PST``; where the language has none, ``UTC-8``."""
    name = str(get_timezone_name(local, width="short", locale=locale))
    offset = re.fullmatch(r"([+-])(\d\d)(\d\d)", name)
    if offset is None:
        return name
    sign = "\N{MINUS SIGN}" if offset[1] == "-" else "+"
    return f"UTC{sign}{int(offset[2])}" + (f":{offset[3]}" if int(offset[3]) else "")


def at_local(day: date, clock: time, zone: str) -> datetime:
    """Return the aware moment of a local clock time.

    A time that daylight saving skips becomes the moment the clock jumps to; of one that comes twice, the first.
    """
    local = datetime.combine(day, clock, tzinfo=ZoneInfo(zone))
    return local.astimezone(ZoneInfo("UTC"))


def months_after(day: date, months: int) -> date:
    """Return the day ``months`` later, the month's last day where it has no such day."""
    month = day.month - 1 + months
    first = date(day.year + month // 12, month % 12 + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - timedelta(days=1)).day))
