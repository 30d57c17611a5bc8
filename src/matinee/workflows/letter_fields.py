"""What the fields of a letter are filled with for one entry, in the reader's language. Reads only."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from matinee.entries.models import Consideration, Entry
from matinee.entries.rules import missing_of
from matinee.entries.rules.reasons import words_of
from matinee.entries.rules.windows import days_left
from matinee.entries.states import ConsiderationState
from matinee.festival.models import Edition, Festival
from matinee.festival.queries import upcoming_editions
from matinee.kit.clock import today_in, zone_name
from matinee.mailroom.letters import LANGUAGES
from matinee.mailroom.letters.texts import phrase
from matinee.preselection.queries.playing import receipt_of
from matinee.programming.queries import program_of

RUNNING = (ConsiderationState.ELIGIBLE, ConsiderationState.SHORTLISTED, ConsiderationState.HELD)


@dataclass(frozen=True, slots=True)
class Reader:
    """To whom a letter about an entry goes, and in which language."""

    email: str
    name: str
    language: str


def reader_of(entry: Entry) -> Reader:
    """Return the maker's own address and language; of a film from elsewhere the sender's, and the film's language."""
    sender = entry.sender
    email = (sender.email if sender else "") or entry.sender_email
    name = (sender.name if sender else "") or entry.sender_name
    spoken = next((code for code in entry.film.languages if code in LANGUAGES), "")
    return Reader(email, name, sender.language if sender else spoken or entry.festival.language)


def fields_for(entry: Entry, language: str, *, edition: Edition | None = None) -> dict[str, str]:
    """Return the fields that an entry fills by itself, and those of an edition where one is named."""
    festival = entry.festival
    with translation.override(language):
        missing = ", ".join(str(one) for one in missing_of(entry))
    return {
        "name": reader_of(entry).name or phrase("somebody", language),
        "film": entry.film.title,
        "festival": festival.name,
        "contact": festival.contact_email,
        "link": address("lounge-entry", entry.code),
        "call": entry.call.title,
        "closes_at": moment_in(entry.call.closes_at, festival, language),
        "missing": missing,
        "watched": watched(entry, language),
        **_window(entry, language),
        **(_edition(entry, edition, language) if edition else {}),
    }


def address(name: str, *args: str) -> str:
    """Return the whole address of a page, as a letter needs it."""
    return settings.SITE_ADDRESS + reverse(name, args=args)


def day_in(day: date | None, language: str) -> str:
    """Write a day as the language does."""
    return format_date(day, "long", locale=_locale(language)) if day else ""


def moment_in(moment: datetime | None, festival: Festival, language: str) -> str:
    """Write a moment in the festival's zone, and name the zone."""
    if moment is None:
        return ""
    zone = ZoneInfo(festival.time_zone)
    local, locale = moment.astimezone(zone), _locale(language)
    clock = format_time(local, "short", tzinfo=zone, locale=locale)
    return f"{format_date(local, 'long', locale=locale)}, {clock} ({zone_name(local, locale)})"


def watched(entry: Entry, language: str) -> str:
    """Write the receipt: how many watched it in full, or how far it was watched; nothing where nobody has."""
    seen = receipt_of(entry)
    if seen.viewings_full:
        words = phrase("watched_one" if seen.viewings_full == 1 else "watched_many", language)
        return words.replace("{n}", str(seen.viewings_full))
    return phrase("watched_part", language).replace("{percent}", str(seen.furthest_percent)) if seen.people else ""


def reason_for(row: Consideration | None, language: str) -> str:
    """Return the reason of an outcome in the reader's language, as far as the house has it in that."""
    said: dict[str, Any] = next((one for one in row.reasons if one["code"] == "outcome"), {}) if row else {}
    with translation.override(language):
        return words_of(said.get("because", "")) or str(said.get("text", "")) or phrase("reason", language)


def _window(entry: Entry, language: str) -> dict[str, str]:
    """Return the fields about the time in which an entry is considered."""
    more = entry.festival.policy.extension_months
    left = days_left(entry, today_in(entry.festival.time_zone))
    ahead = Consideration.objects.filter(
        entry=entry, state__in=RUNNING, edition__in=upcoming_editions(entry.festival)
    ).select_related("edition")
    return {
        "window_ends_on": day_in(entry.window_ends_on, language),
        "days_left": "" if left is None else str(max(left, 0)),
        "still_considered": ", ".join(str(row.edition) for row in ahead),
        "stay_link": address("lounge-stay", entry.code) if more else "",
        "more_months": str(more) if more else "",
    }


def _edition(entry: Entry, edition: Edition, language: str) -> dict[str, str]:
    """Return the fields about an edition, and how the entry stands for it."""
    row = Consideration.objects.filter(entry=entry, edition=edition).first()
    month = format_date(edition.month, "MMMM y", locale=_locale(language))
    return {
        "edition": edition.title,
        "day": day_in(edition.starts_on, language) or month,
        "place": edition.place,
        "program": program_of(entry, edition),
        "reason": reason_for(row, language),
    }


def _locale(language: str) -> Locale:
    """Return the locale of a letter's language."""
    return Locale.parse(language if language in LANGUAGES else "en")
