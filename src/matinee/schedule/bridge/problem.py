"""An edition's programs, events, rooms and people as a problem of ``matinee-grid/1``."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from statistics import median
from typing import Any

from matinee.festival.models import Edition
from matinee.kit.errors import Conflict
from matinee.programming.models import Program
from matinee.schedule.bridge.clock import DAY_STARTS_MIN, Clock
from matinee.schedule.bridge.people import people_in
from matinee.schedule.models import Auditorium, Event, ProgramNeeds, Screening
from matinee.schedule.queries.findings import hours_by_room, programs_wanted, travel_of, wished_spans
from matinee.schedule.queries.grid import events_of, open_hours_of, parts_of, screenings_of
from matinee.schedule.queries.people import needs_of
from matinee.schedule.rules import EventParts, SlotParts, slot_parts
from matinee.schedule.rules.spans import USUAL_TRAVEL_MIN, Span

FORMAT = "matinee-grid/1"
STRAND_SHARE = 0.3  # of the smaller audience also wants another program of the strand
HOUSE_FULL = 0.5  # of the middling auditorium's seats, where nobody has said how many come
BUT_FOR_SOMETHING = 0.5  # points: in a whole grid too, nothing moves for less than ten minutes of comfort
Row = Screening | Event


class Ask(StrEnum):
    """What the engine is asked for."""

    FILL = "fill"  # a place for what has none; all that stands, stays
    WHOLE = "whole"  # the whole grid, around what is locked
    REPAIR = "repair"  # a grid without conflicts, by the fewest changes


@dataclass(frozen=True, slots=True)
class Asked:
    """A problem with what its names stand for."""

    problem: dict[str, Any]
    legend: dict[str, Any]


@dataclass
class _Reading:
    """Everything that a problem is made of."""

    edition: Edition
    clock: Clock
    rooms: dict[int, Auditorium]
    hours: Mapping[int, Sequence[Span]]
    programs: Sequence[Program]
    needs: Mapping[int, ProgramNeeds]
    bookings: Sequence[Row]
    shown: dict[int, list[Screening]] = field(default_factory=dict)

    @property
    def turnaround_min(self) -> int:
        """The shortest turnaround of any room: all slots carry it, and rooms add what they need more."""
        usual = self.edition.festival.policy.turnaround_min
        return min((usual if r.cleaning_min is None else r.cleaning_min for r in self.rooms.values()), default=usual)


def problem_of(edition: Edition, ask: Ask) -> Asked:
    """Return what the engine is asked for an edition's grid.

    Raises
    ------
    Conflict
        There is no auditorium with open hours, or nothing to place.
    """
    reading = _read(edition)
    events = [_program(one, reading) for one in reading.programs]
    events += [_event(row, reading) for row in reading.bookings if _is_alone(row, reading)]
    if not reading.rooms:
        raise Conflict(f"{edition} has no open hours yet. Say first when which auditorium is yours.")
    if not events:
        raise Conflict(f"{edition} has no program to place. Adopt a lineup at the programming desk first.")
    problem = {
        "format": FORMAT,
        "events": events,
        "auditoriums": [_room(room, reading) for room in reading.rooms.values()],
        "people": people_in(edition, reading.clock, reading.bookings, [one["id"] for one in events]),
        "travel": _travel(edition, reading.rooms.values()),
        "travel_min": USUAL_TRAVEL_MIN,
        "overlap": {"strand": STRAND_SHARE},
        "locks": _locks(reading, ask),
        "forbid": _forbid(reading),
        "published": _published(reading),
        "repair": ask == Ask.REPAIR,
        "day_starts_min": DAY_STARTS_MIN,
    }
    if ask == Ask.WHOLE:
        problem["weights"] = {"changes": BUT_FOR_SOMETHING, "moved": 0.0}
    return Asked(problem, {"clock": reading.clock.as_json(), "ask": str(ask)})


def room_id(room: Auditorium) -> str:
    """Return how a problem names an auditorium."""
    return f"{room.venue.slug}/{room.slug}"


def _read(edition: Edition) -> _Reading:
    hours = list(open_hours_of(edition).order_by("auditorium__venue__name", "auditorium__name", "opens_at"))
    bookings: list[Row] = [*screenings_of(edition), *events_of(edition)]
    rooms = {row.auditorium_id: row.auditorium for row in (*hours, *bookings)}
    reading = _Reading(
        edition, Clock.of(edition), rooms, hours_by_room(hours), programs_wanted(edition), needs_of(edition), bookings
    )
    wanted = {one.pk for one in reading.programs}
    found: defaultdict[int, list[Screening]] = defaultdict(list)
    for row in bookings:
        if isinstance(row, Screening) and row.program_id in wanted:
            found[row.program_id].append(row)
    reading.shown = dict(found)
    return reading


def _program(program: Program, reading: _Reading) -> dict[str, Any]:
    """Return a program as an event of the engine; one that is shown already keeps its minutes."""
    need, shown = reading.needs.get(program.pk), reading.shown.get(program.pk, [])
    parts = parts_of(shown[0]) if shown else slot_parts(program, reading.edition.festival.policy)
    showings = max(need.showings if need else 1, len(shown))
    days = [start for spans in reading.hours.values() for start, _end in spans]
    wished = wished_spans(need, days, reading.edition.festival.time_zone)
    return _without_nothing({
        "id": program.code,
        "title": program.title,
        "kind": "program",
        **_minutes(parts, reading),
        "wished_windows": [reading.clock.window(span) for span in wished],
        "features": sorted(need.features) if need else [],
        "showings": showings,
        "apart_min": need.apart_h * 60 if need and showings > 1 else 0,
        "demand": (need.demand if need else 0) or _usual_demand(reading) * showings,
        "strand": program.strand.slug if program.strand else None,
    })  # fmt: skip


def _minutes(parts: SlotParts | EventParts, reading: _Reading) -> dict[str, int]:
    """Return the minutes before, during and after; of a slot's turnaround what every room needs."""
    if isinstance(parts, EventParts):
        return {"before_min": parts.before_min, "during_min": parts.length_min, "after_min": parts.after_min}
    after = parts.clearing_min + min(parts.turnaround_min, reading.turnaround_min)
    return {"before_min": parts.reception_min, "during_min": parts.audience_min, "after_min": after}


def _is_alone(row: Row, reading: _Reading) -> bool:
    """Tell whether a booking is an event of its own: no screening of a program of the lineup."""
    return isinstance(row, Event) or row.program_id not in reading.shown


def _event(row: Row, reading: _Reading) -> dict[str, Any]:
    """Return a booking as an event of the engine; a screening of a program that left the lineup takes its room too."""
    known: dict[str, Any] = {"id": row.code, **_minutes(parts_of(row), reading)}
    if isinstance(row, Event):
        known |= {"title": row.title, "kind": row.kind, "features": sorted(row.features), "demand": row.demand}
    else:
        known |= {"title": row.program.title, "kind": "other"}
    return _without_nothing(known)


def _usual_demand(reading: _Reading) -> int:
    seats = [room.seats for room in reading.rooms.values() if room.seats]
    return int(median(seats) * HOUSE_FULL) if seats else 0


def _room(room: Auditorium, reading: _Reading) -> dict[str, Any]:
    """Return an auditorium; the turnaround after the last guests may run past its closing."""
    usual = reading.edition.festival.policy.turnaround_min
    cleaning = usual if room.cleaning_min is None else room.cleaning_min
    longer = timedelta(minutes=reading.turnaround_min)
    spans = [(opens, closes + longer) for opens, closes in reading.hours.get(room.pk, ())]
    return {
        "id": room_id(room),
        "title": str(room),
        "venue": room.venue.slug,
        "seats": room.seats,
        "features": sorted(set(room.features)),
        "windows": [reading.clock.window(span) for span in spans],
        "turnaround_min": cleaning - reading.turnaround_min,
    }


def _forbid(reading: _Reading) -> list[dict[str, Any]]:
    """Forbid what has no turnaround to run into the minutes that a room's windows have for it."""
    found = []
    for row in reading.bookings:
        tail = 0 if isinstance(row, Event) else min(row.turnaround_min, reading.turnaround_min)
        short = reading.turnaround_min - tail
        if short <= 0:
            continue
        name = row.program.code if isinstance(row, Screening) and not _is_alone(row, reading) else row.code
        lasts = parts_of(row).empty_at(row.starts_at) - row.starts_at
        for room in reading.rooms.values():
            latest = [reading.clock.minute(closes - lasts) for _opens, closes in reading.hours.get(room.pk, ())]
            if latest:
                windows = [[minute + 1, minute + short] for minute in latest]
                found.append({"event": name, "auditorium": room_id(room), "windows": windows})
    return found


def _spots(reading: _Reading) -> list[tuple[Row, dict[str, Any]]]:
    """Return where everything stands now, each program's screenings numbered in the order of time."""
    found: list[tuple[Row, dict[str, Any]]] = []
    for row in reading.bookings:
        number, name = 1, row.code
        if isinstance(row, Screening) and not _is_alone(row, reading):
            number, name = reading.shown[row.program_id].index(row) + 1, row.program.code
        spot = {"event": name, "showing": number, "auditorium": room_id(row.auditorium)}
        found.append((row, {**spot, "start_min": reading.clock.minute(row.starts_at)}))
    return found


def _locks(reading: _Reading, ask: Ask) -> list[dict[str, Any]]:
    """Return what stays: what somebody locked; events too, but for a repair; and everything when holes are filled."""
    return [
        spot
        for row, spot in _spots(reading)
        if row.is_locked or (not row.is_parked and (ask == Ask.FILL or (ask == Ask.WHOLE and _is_alone(row, reading))))
    ]


def _published(reading: _Reading) -> list[dict[str, Any]]:
    return [spot for _row, spot in _spots(reading)]


def _travel(edition: Edition, rooms: Any) -> list[dict[str, Any]]:  # noqa: ANN401  a view of auditoriums
    """Return the known ways between the venues of these rooms."""
    slugs = {room.venue_id: room.venue.slug for room in rooms}
    return [
        {"a": slugs[min(pair)], "b": slugs[max(pair)], "minutes": minutes}
        for pair, minutes in travel_of(edition.festival).items()
        if pair <= set(slugs)
    ]


def _without_nothing(known: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in known.items() if value not in (None, "", [])}
