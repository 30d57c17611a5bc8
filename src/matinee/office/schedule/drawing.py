"""The day grid laid out for drawing: auditoriums across, time down, all in pixels of an SVG."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matinee.schedule.models import Auditorium, Screening
from matinee.schedule.queries import Card, Column, Day
from matinee.web.words import time_in

PX_A_MINUTE = 1.5
ROOM_FOR_WORDS_PX = 16
PART_WORDS: dict[str, Promise] = {
    "reception": _("Reception"),
    "tolerance": _("Tolerance"),
    "intro": _("Intro"),
    "films": _("Films"),
    "qa": _("Q&A"),
    "clearing": _("Clearing"),
    "turnaround": _("Turnaround"),
    "before": _("Setting up"),
    "event": _("Event"),
    "after": _("Clearing up"),
}


@dataclass(frozen=True, slots=True)
class DrawnPart:
    """One stretch of a card."""

    name: str
    words: Promise
    minutes: int
    y: float
    height: float
    has_words: bool


@dataclass(frozen=True, slots=True)
class DrawnCard:
    """A screening as tall as it lasts."""

    screening: Screening
    y: float
    height: float
    parts: tuple[DrawnPart, ...]
    title_y: float
    time: str


@dataclass(frozen=True, slots=True)
class DrawnColumn:
    """One auditorium."""

    auditorium: Auditorium
    hours: tuple[tuple[float, float], ...]
    cards: tuple[DrawnCard, ...]


@dataclass(frozen=True, slots=True)
class DrawnDay:
    """One day, its hour lines and its auditoriums."""

    day: Day
    height: float
    hours: tuple[tuple[float, str], ...]
    columns: tuple[DrawnColumn, ...]


def drawn_day(day: Day, zone: str) -> DrawnDay:
    """Lay a day out from the full hour before its first minute."""
    top = day.starts_at.replace(minute=0, second=0, microsecond=0)
    return DrawnDay(
        day, _px(top, day.ends_at) + 12, tuple(_hours(top, day.ends_at, zone)),
        tuple(_column(column, top, zone) for column in day.columns),
    )  # fmt: skip


def _hours(top: datetime, end: datetime, zone: str) -> list[tuple[float, str]]:
    found, moment = [], top
    while moment <= end:
        found.append((_px(top, moment), time_in(moment, ZoneInfo(zone))))
        moment += timedelta(hours=1)
    return found


def _column(column: Column, top: datetime, zone: str) -> DrawnColumn:
    hours = tuple((_px(top, row.opens_at), _px(row.opens_at, row.closes_at)) for row in column.hours)
    return DrawnColumn(column.auditorium, hours, tuple(_card(card, top, zone) for card in column.cards))


def _card(card: Card, top: datetime, zone: str) -> DrawnCard:
    screening = card.screening
    begins = screening.occupied_from
    parts = tuple(
        DrawnPart(
            part.name, PART_WORDS[part.name], part.minutes, _px(begins, part.starts_at), part.minutes * PX_A_MINUTE,
            part.minutes * PX_A_MINUTE >= ROOM_FOR_WORDS_PX,
        )
        for part in card.parts
    )  # fmt: skip
    films_y = next((part.y for part in parts if part.name == "films"), 0.0)
    height = _px(begins, screening.occupied_until)
    return DrawnCard(
        screening, _px(top, begins), height, parts, films_y + 18, time_in(screening.starts_at, ZoneInfo(zone))
    )


def _px(start: datetime, end: datetime) -> float:
    return round((end - start).total_seconds() / 60 * PX_A_MINUTE, 1)
