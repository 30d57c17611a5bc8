"""Laying a whole day out: first fit, in the lineup's order."""

from datetime import datetime

from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.models import Edition
from matinee.kit.errors import Conflict
from matinee.programming.models import Program
from matinee.schedule.actions.changing import Touched, grid_change
from matinee.schedule.actions.screenings import add_screening
from matinee.schedule.models import Event, Screening
from matinee.schedule.queries import open_hours_of, programs_to_place
from matinee.schedule.rules import SlotParts, first_start, slot_parts
from matinee.schedule.states import ScreeningState

Span = tuple[datetime, datetime]


@transaction.atomic
def lay_out_day(*, edition: Edition, by: User | None) -> list[Screening]:
    """Place every program without a screening, one after another where the hours allow, else side by side.

    Raises
    ------
    Conflict
        There are no open hours, or a program fits nowhere: then nothing is placed.
    """
    if not open_hours_of(edition).exists():
        raise Conflict(f"{edition} has no open hours yet. Say first when which auditorium is yours.")
    with grid_change(edition=edition, verb="lay_out_day", by=by) as touched:
        placed = _lay_out(touched)
        touched.words = f"{len(placed)} programs laid out"
    return placed


def _lay_out(touched: Touched) -> list[Screening]:
    """Place what has no screening, inside a change."""
    edition, hours = touched.edition, list(open_hours_of(touched.edition))
    rooms = {row.auditorium_id: row.auditorium for row in hours}
    open_spans: dict[int, list[Span]] = {pk: [] for pk in rooms}
    for row in hours:
        open_spans[row.auditorium_id].append((row.opens_at, row.closes_at))
    taken = _taken(list(rooms))
    placed: list[Screening] = []
    for program in programs_to_place(edition):
        parts = slot_parts(program, edition.festival.policy)
        after = max((row.occupied_until for row in placed), default=None)
        choice = _first_fit(parts, open_spans, taken, after) or _first_fit(parts, open_spans, taken, None)
        if choice is None:
            raise Conflict(_no_room(program, parts))
        starts_at, room = choice
        screening = add_screening(touched, program=program, auditorium=rooms[room], starts_at=starts_at)
        taken[room].append((screening.occupied_from, screening.occupied_until))
        placed.append(screening)
    return placed


def _taken(rooms: list[int]) -> dict[int, list[Span]]:
    spans: dict[int, list[Span]] = {pk: [] for pk in rooms}
    for table in (Screening, Event):
        rows = table._default_manager.filter(auditorium__in=rooms, state=ScreeningState.SCHEDULED)  # noqa: SLF001  Django documents it
        for room, begins, ends in rows.values_list("auditorium", "occupied_from", "occupied_until"):
            spans[room].append((begins, ends))
    return spans


def _first_fit(
    parts: SlotParts, hours: dict[int, list[Span]], taken: dict[int, list[Span]], after: datetime | None
) -> tuple[datetime, int] | None:
    """Return the earliest start and its auditorium, the first auditorium where two are equal."""
    fits = [
        (starts_at, room)
        for room, spans in hours.items()
        if (starts_at := first_start(parts, spans, taken[room], not_before=after)) is not None
    ]
    return min(fits, key=lambda fit: fit[0], default=None)


def _no_room(program: Program, parts: SlotParts) -> str:
    return (
        f"“{program}” takes {parts.taken_min} minutes from reception to turnaround, and no auditorium has "
        "that much open time left. Widen the open hours, or shorten the program; nothing was placed."
    )
