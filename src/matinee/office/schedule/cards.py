"""Screenings, events and waiting programs as the cards that the grid's element draws."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.urls import reverse

from matinee.programming.models import Program
from matinee.schedule.models import Auditorium, Event, Screening
from matinee.schedule.rules import EVENT_PART_NAMES, PART_NAMES, slot_parts

Json = dict[str, Any]
MINUTE_S: Final = 60


def minute_of(moment: datetime) -> int:
    """Return a moment as whole minutes since 1970."""
    return int(moment.timestamp()) // MINUTE_S


def room_key(room: Auditorium) -> str:
    """Return what addresses and moves call an auditorium."""
    return f"{room.venue.slug}/{room.slug}"


def screening_card(row: Screening, people: Sequence[str]) -> Json:
    """Return a screening (prefetch its program's placements and films)."""
    festival = row.edition.festival.slug
    return {
        "id": row.code,
        "kind": "screening",
        "href": reverse("office-schedule-screening", args=[festival, row.code]),
        "parts": [(name.removesuffix("_min"), getattr(row, name)) for name in PART_NAMES],
        "before": row.reception_min,
        **_of_program(row.program, row.films_min),
        **_of_booking(row, people),
    }


def event_card(row: Event, people: Sequence[str]) -> Json:
    """Return an event beside the screenings."""
    return {
        "id": row.code,
        "kind": "event",
        "href": reverse("office-schedule-event", args=[row.edition.festival.slug, row.code]),
        "program": "",
        "title": row.title,
        "sub": str(row.get_kind_display()),
        "accent": "",
        "films": [],
        "parts": [
            ("event" if name == "length_min" else name.removesuffix("_min"), getattr(row, name))
            for name in EVENT_PART_NAMES
        ],
        "before": row.before_min,
        **_of_booking(row, people),
    }


def waiting_card(program: Program, placed: int, wanted: int, people: Sequence[str]) -> Json:
    """Return a program that waits for a place, as long as it would be."""
    parts = slot_parts(program, program.lineup.edition.festival.policy)
    return {
        "kind": "screening",
        "parts": [(name.removesuffix("_min"), getattr(parts, name)) for name in PART_NAMES],
        "before": parts.reception_min,
        "room": "",
        "at": 0,
        "locked": False,
        "people": people,
        "placed": placed,
        "wanted": wanted,
        **_of_program(program, parts.films_min),
    }


def _of_booking(row: Screening | Event, people: Sequence[str]) -> Json:
    return {
        "room": room_key(row.auditorium),
        "at": minute_of(row.starts_at),
        "locked": row.is_locked,
        "people": list(dict.fromkeys(people)),
    }


def _of_program(program: Program, films_min: int) -> Json:
    films = [placement.film for placement in program.placements.all()]
    return {
        "program": program.code,
        "title": program.title,
        "sub": f"{films_min} min",
        "accent": program.strand.accent if program.strand else "",
        "films": [(film.title, film.running_time_s or 0) for film in films],
    }
