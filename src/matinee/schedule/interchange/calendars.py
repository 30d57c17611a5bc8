"""Somebody's iCalendar file (RFC 5545, September 2009): when they are busy, so when they are not available.

Busy is what a calendar calls so: events that are not cancelled and not transparent, in their own zones or, without one,
in the reader's; all-day events take whole local days; repetitions are counted out; free-busy blocks are taken too.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar as Ical

from matinee.accounts.models import User
from matinee.festival.models import Edition
from matinee.kit.errors import InvalidInput
from matinee.kit.text import plain_line
from matinee.people.models import Person
from matinee.schedule.actions import take_busy_spans
from matinee.schedule.interchange.repeats import Component, Unreadable, repeats
from matinee.schedule.models import Availability
from matinee.schedule.rules.spans import Span, joined

MOST_BYTES = 4_000_000
MOST_EVENTS = 20_000
AROUND = timedelta(days=2)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a file says: its name, when its owner is busy, and in words what could not be read."""

    name: str
    busy: tuple[Span, ...]
    skipped: tuple[str, ...] = ()


@dataclass
class _Reader:
    """What is known while a file is read."""

    zone: ZoneInfo
    around: Span
    skipped: list[str] = field(default_factory=list)


def import_calendar(
    *, edition: Edition, person: Person, file_name: str, content: bytes, by: User | None
) -> tuple[Calendar, list[Availability]]:
    """Take when somebody is busy around an edition from their calendar; the same calendar again replaces itself.

    Raises
    ------
    InvalidInput
        It is no calendar, it is too large, or the edition has no days yet.
    """
    if edition.starts_on is None or edition.ends_on is None:
        raise InvalidInput("edition", edition, "Set its days first: only what lies around them is taken.")
    zone = ZoneInfo(edition.festival.time_zone)
    around = (_midnight(edition.starts_on, zone) - AROUND, _midnight(edition.ends_on, zone) + DAY + AROUND)
    found = read_calendar(content, file_name=file_name, zone=zone, around=around)
    rows = take_busy_spans(edition=edition, person=person, calendar=found.name, spans=found.busy, by=by)
    return found, rows


def read_calendar(content: bytes, *, file_name: str, zone: ZoneInfo, around: Span) -> Calendar:
    """Read when a calendar's owner is busy inside ``around``.

    Raises
    ------
    InvalidInput
        It is no calendar, or too large.
    """
    if len(content) > MOST_BYTES:
        raise InvalidInput("file", file_name, f"Export a shorter time: at most {MOST_BYTES // 1_000_000} MB are read.")
    calendars = _parsed(content, file_name)
    reader = _Reader(zone, around)
    spans: list[Span] = []
    for calendar in calendars:
        spans += _busy(calendar, reader)
    name = plain_line(str(calendars[0].get("X-WR-CALNAME") or file_name), 120) or "calendar"
    return Calendar(name, tuple(joined(spans)), tuple(reader.skipped[:20]))


def _parsed(content: bytes, file_name: str) -> list[Component]:
    """Return the calendars of a file."""
    accepted = "Choose a calendar file (.ics), as calendars export it."
    try:
        found = Ical.from_ical(content, multiple=True)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        raise InvalidInput("file", file_name, accepted) from error
    calendars = [one for one in found if one.name == "VCALENDAR"]
    if not calendars:
        raise InvalidInput("file", file_name, accepted)
    if sum(len(one.subcomponents) for one in calendars) > MOST_EVENTS:
        raise InvalidInput("file", file_name, f"Export a shorter time: at most {MOST_EVENTS} events are read.")
    return calendars


def _busy(calendar: Component, reader: _Reader) -> Iterator[Span]:
    """Yield the busy spans of one calendar."""
    moved = _moved(calendar)
    for component in calendar.subcomponents:
        if component.name not in {"VEVENT", "VFREEBUSY"}:
            continue
        try:
            spans = _freebusy(component) if component.name == "VFREEBUSY" else _event(component, moved, reader)
            for start, end in spans:
                if start < reader.around[1] and end > reader.around[0]:
                    yield max(start, reader.around[0]), min(end, reader.around[1])
        except (Unreadable, ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
            name = plain_line(str(component.get("SUMMARY", "An event")), 80)
            reader.skipped.append(f"“{name}” could not be read: {plain_line(str(error), 120)}")


def _moved(calendar: Component) -> dict[str, set[datetime | date]]:
    """Return, by event, which of its repetitions have an entry of their own."""
    found: dict[str, set[datetime | date]] = {}
    for component in calendar.subcomponents:
        if component.name == "VEVENT" and component.get("RECURRENCE-ID") is not None:
            found.setdefault(str(component.get("UID")), set()).add(component["RECURRENCE-ID"].dt)
    return found


def _event(component: Component, moved: dict[str, set[datetime | date]], reader: _Reader) -> Iterator[Span]:
    """Yield the spans of an event, all its repetitions among them."""
    is_free = str(component.get("TRANSP", "OPAQUE")).upper() == "TRANSPARENT"
    if is_free or str(component.get("STATUS", "")).upper() == "CANCELLED":
        return
    if component.get("DTSTART") is None:
        raise Unreadable("it has no start")
    start = component["DTSTART"].dt
    length = _length(component, start)
    but = moved.get(str(component.get("UID")), set()) if component.get("RECURRENCE-ID") is None else set()
    for begins in repeats(component, start, but=but, until=reader.around[1], zone=reader.zone):
        yield _span(begins, length, reader.zone)


def _length(component: Component, start: datetime | date) -> timedelta:
    """Return how long an event lasts; an all-day event without an end takes its day."""
    if component.get("DTEND") is not None:
        end = component["DTEND"].dt
        if isinstance(end, datetime) != isinstance(start, datetime):
            raise Unreadable("it begins at a time and ends on a day")
        length: timedelta = end - start
        return length
    if component.get("DURATION") is not None:
        lasts: timedelta = component["DURATION"].dt
        return lasts
    return timedelta(0) if isinstance(start, datetime) else DAY


def _span(begins: datetime | date, length: timedelta, zone: ZoneInfo) -> Span:
    """Return the moments of one repetition; days are local days, 23 and 25 hours long when the clock jumps."""
    if not isinstance(begins, datetime):
        return _midnight(begins, zone), _midnight(begins + max(length, DAY), zone)
    start = begins if begins.tzinfo else begins.replace(tzinfo=zone)
    utc = start.astimezone(ZoneInfo("UTC"))
    return utc, utc + length


def _freebusy(component: Component) -> Iterator[Span]:
    """Yield the busy periods of a free-busy block."""
    said = component.get("FREEBUSY", [])
    for one in said if isinstance(said, list) else [said]:
        kind = str(getattr(one, "params", {}).get("FBTYPE", "BUSY")).upper()
        for period in getattr(one, "dts", [one]):
            start, end = getattr(period, "dt", period)
            if kind != "FREE":
                yield start, start + end if isinstance(end, timedelta) else end


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone).astimezone(ZoneInfo("UTC"))
