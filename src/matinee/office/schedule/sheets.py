"""The grid as people take it along: a day's sheet, a house's sheet and a person's own day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from matinee.festival.models import Edition
from matinee.office.schedule.days import festival_day
from matinee.people.models import Person
from matinee.schedule.models import Auditorium, Event, Participant, Screening
from matinee.schedule.queries import WITH_FILMS, audience_end, events_of, screenings_of, timeline
from matinee.schedule.queries.people import participants_of, parts_by_booking
from matinee.web.reel import Segment
from matinee.web.words import day_in


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a sheet: a booking with who takes part in it."""

    booking: Screening | Event
    title: str
    kind: str
    ends_at: datetime
    people: tuple[Participant, ...]
    segments: tuple[Segment, ...]
    accent: str

    @property
    def auditorium(self) -> Auditorium:
        """Where it is."""
        return self.booking.auditorium

    @property
    def zone(self) -> str:
        """The clock on the wall there."""
        return self.auditorium.venue.time_zone or self.booking.edition.festival.time_zone


@dataclass(frozen=True, slots=True)
class Section:
    """The lines under one heading: a day, or an auditorium's day."""

    heading: str
    day: date
    items: tuple[Item, ...]


def items_of(edition: Edition) -> list[Item]:
    """Return everything on the grid in order of time; six queries at any size."""
    screenings = screenings_of(edition).prefetch_related(Prefetch("program__placements", WITH_FILMS.queryset))
    bookings: list[Screening | Event] = sorted(
        [*screenings, *events_of(edition)], key=lambda row: (row.starts_at, row.auditorium_id)
    )
    parts = parts_by_booking(participants_of(edition), bookings)
    return [_item(row, parts.get(row.code, [])) for row in bookings]


def by_day(items: Iterable[Item], edition: Edition) -> list[Section]:
    """Return the lines under their festival days."""
    zone = edition.festival.time_zone
    days = groupby(items, key=lambda item: festival_day(item.booking.occupied_from, zone))
    return [Section(day_in(day), day, tuple(found)) for day, found in days]


def by_room(items: Sequence[Item], edition: Edition) -> list[Section]:
    """Return the lines of one house under its auditoriums, day by day."""
    rooms = sorted({item.auditorium for item in items}, key=lambda room: room.name)
    return [
        Section(f"{room.name}, {section.heading}", section.day, section.items)
        for room in rooms
        for section in by_day([item for item in items if item.auditorium == room], edition)
    ]


def of_person(items: Iterable[Item], person: Person) -> list[Item]:
    """Return what a person takes part in, each with only that person's parts."""
    found = []
    for item in items:
        parts = tuple(part for part in item.people if part.person_id == person.pk)
        if parts:
            found.append(Item(item.booking, item.title, item.kind, item.ends_at, parts, item.segments, item.accent))
    return found


def parts_said(parts: Iterable[Participant]) -> str:
    """Return somebody's parts in one line."""
    return ", ".join(dict.fromkeys(str(part.get_part_display()) for part in parts))


def _item(row: Screening | Event, people: Sequence[Participant]) -> Item:
    if isinstance(row, Event):
        kind, title, accent = str(row.get_kind_display()), row.title, ""
        segments = [Segment(title, row.length_min * 60, "reception")]
    else:
        kind, title = _("Screening"), row.program.title
        accent = row.program.strand.accent if row.program.strand else ""
        films = [placement.film for placement in row.program.placements.all()]
        segments = [Segment(film.title, film.running_time_s or 60) for film in films]
        segments += [Segment(_("Q&A"), part.minutes * 60, "qa") for part in timeline(row) if part.name == "qa"]
    return Item(row, title, kind, audience_end(row), tuple(people), tuple(segments), accent)
