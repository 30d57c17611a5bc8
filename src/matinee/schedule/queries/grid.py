"""Venues, open hours, bookings and the days of a grid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from matinee.festival.models import Edition, Festival
from matinee.programming.models import Placement, Program
from matinee.programming.states import LineupState
from matinee.schedule.models import Auditorium, Event, OpenHours, Screening, Venue
from matinee.schedule.rules import EVENT_PART_NAMES, PART_NAMES, EventParts, SlotParts, slot_parts
from matinee.schedule.states import ScreeningState

WITH_FILMS = Prefetch("placements", queryset=Placement.objects.select_related("film"))


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a slot: its name (``films``, ``qa``, …), when it starts and how long it lasts."""

    name: str
    starts_at: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class Card:
    """A screening on the grid with its parts."""

    screening: Screening
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One auditorium's day."""

    auditorium: Auditorium
    hours: tuple[OpenHours, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """One local day of the grid; a night that runs past midnight belongs to the day it began."""

    day: date
    starts_at: datetime
    ends_at: datetime
    columns: tuple[Column, ...]


def venues_of(festival: Festival) -> QuerySet[Venue]:
    """Return the festival's venues with their auditoriums."""
    return Venue.objects.filter(festival=festival).prefetch_related("auditoriums")


def auditoriums_of(festival: Festival) -> QuerySet[Auditorium]:
    """Return every auditorium of the festival's venues."""
    return Auditorium.objects.filter(venue__festival=festival).select_related("venue")


def open_hours_of(edition: Edition) -> QuerySet[OpenHours]:
    """Return when which auditorium is the festival's."""
    return OpenHours.objects.filter(edition=edition).select_related("auditorium__venue")


def screenings_of(edition: Edition, *, with_cancelled: bool = False) -> QuerySet[Screening]:
    """Return the edition's screenings in order of time, with program, auditorium and venue."""
    rows = Screening.objects.filter(edition=edition).select_related(
        "edition__festival", "program__strand", "auditorium__venue"
    )
    return rows if with_cancelled else rows.filter(state=ScreeningState.SCHEDULED)


def events_of(edition: Edition, *, with_cancelled: bool = False) -> QuerySet[Event]:
    """Return the edition's events beside screenings, in order of time."""
    rows = Event.objects.filter(edition=edition).select_related("edition__festival", "program", "auditorium__venue")
    return rows if with_cancelled else rows.filter(state=ScreeningState.SCHEDULED)


def programs_to_place(edition: Edition) -> list[Program]:
    """Return the adopted lineup's programs that have no screening yet, in order."""
    rows = Program.objects.filter(lineup__edition=edition, lineup__state=LineupState.ADOPTED)
    shown = screenings_of(edition).values("program")
    return list(rows.exclude(pk__in=shown).select_related("lineup__edition").prefetch_related(WITH_FILMS))


def outgrown(edition: Edition, rows: Sequence[Screening] | None = None) -> dict[str, int]:
    """Return, by code, the minutes that a program's films have now where its slot (of ``rows``) was cut for others."""
    policy = edition.festival.policy
    rows = list(screenings_of(edition)) if rows is None else rows
    prefetch_related_objects(rows, Prefetch("program__placements", WITH_FILMS.queryset))
    now = {row.code: (row.films_min, slot_parts(row.program, policy).films_min) for row in rows}
    return {code: minutes for code, (before, minutes) in now.items() if minutes != before}


def parts_of(booking: Screening | Event) -> SlotParts | EventParts:
    """Return a booking's minutes as the slot they make."""
    if isinstance(booking, Event):
        return EventParts(**{name: getattr(booking, name) for name in EVENT_PART_NAMES})
    return SlotParts(**{name: getattr(booking, name) for name in PART_NAMES})


def timeline(booking: Screening | Event) -> tuple[Part, ...]:
    """Return a booking's parts with the moment each begins; parts of no length are left out."""
    parts, moment = [], booking.occupied_from
    for name in EVENT_PART_NAMES if isinstance(booking, Event) else PART_NAMES:
        minutes = getattr(booking, name)
        if minutes:
            parts.append(Part(name.removesuffix("_min"), moment, minutes))
        moment += timedelta(minutes=minutes)
    return tuple(parts)


def audience_end(booking: Screening | Event) -> datetime:
    """Return when the Q&A, or the event, ends."""
    return booking.starts_at + timedelta(minutes=parts_of(booking).audience_min)


def grid(
    edition: Edition, hours: Sequence[OpenHours] | None = None, screenings: Sequence[Screening] | None = None
) -> list[Day]:
    """Return the edition's days, each with its auditoriums side by side; two queries, or none with rows read before."""
    zone = ZoneInfo(edition.festival.time_zone)
    hours = list(open_hours_of(edition)) if hours is None else hours
    screenings = list(screenings_of(edition)) if screenings is None else screenings
    rooms = {row.auditorium_id: row.auditorium for row in hours}
    rooms |= {row.auditorium_id: row.auditorium for row in screenings}
    days = sorted({_day_of(row.opens_at, zone) for row in hours} | {_day_of(s.occupied_from, zone) for s in screenings})
    return [_day(day, zone, list(rooms.values()), hours, screenings) for day in days]


def _day_of(moment: datetime, zone: ZoneInfo) -> date:
    """Return the festival day of a moment: nights belong to the day before until four in the morning."""
    return (moment.astimezone(zone) - timedelta(hours=4)).date()


def _day(
    day: date,
    zone: ZoneInfo,
    rooms: list[Auditorium],
    hours: Sequence[OpenHours],
    screenings: Sequence[Screening],
) -> Day:
    todays_hours = [row for row in hours if _day_of(row.opens_at, zone) == day]
    todays = [row for row in screenings if _day_of(row.occupied_from, zone) == day]
    starts = [row.opens_at for row in todays_hours] + [row.occupied_from for row in todays]
    ends = [row.closes_at for row in todays_hours] + [row.occupied_until for row in todays]
    columns = tuple(
        Column(
            room,
            tuple(row for row in todays_hours if row.auditorium_id == room.pk),
            tuple(Card(row, timeline(row)) for row in todays if row.auditorium_id == room.pk),
        )
        for room in sorted(rooms, key=lambda room: (room.venue.name, room.name))
    )
    return Day(day, min(starts), max(ends), columns)
