"""Putting bookings where somebody wants them: spans computed, clashes refused in words, or parked."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from matinee.festival.models import Edition
from matinee.kit.errors import Conflict, InvalidInput
from matinee.kit.rows import checked
from matinee.schedule.actions.changing import Row, Touched
from matinee.schedule.models import Auditorium, Event, OpenHours, Screening
from matinee.schedule.queries import parts_of
from matinee.schedule.rules import STEP_MIN, overlap
from matinee.schedule.states import ScreeningState

AROUND = timedelta(days=2)
Rooms = dict[int, Auditorium]
Hours = dict[int, list[OpenHours]]


def hold_auditoriums(edition: Edition, rooms: Iterable[int]) -> Rooms:
    """Hold auditoriums so that two editions cannot book the same hour; refuse those of other festivals.

    Returns them by key, with their venues.
    """
    wanted = sorted(set(rooms))
    held = Auditorium.objects.select_for_update(of=("self",)).select_related("venue").filter(pk__in=wanted)
    found = {room.pk: room for room in held.order_by("pk")}
    for room in found.values():
        if room.venue.festival_id != edition.festival_id:
            raise InvalidInput("auditorium", room, f"Choose an auditorium of {edition.festival}.")
    return found


def settle(touched: Touched, rows: Sequence[Row], *, may_clash: bool = False, left: Iterable[int] = ()) -> None:
    """Save bookings at their new places; those that were parked for what has moved away are put right.

    ``left`` are the auditoriums that the bookings have left. With ``may_clash`` a booking that cannot stay is parked.

    Raises
    ------
    InvalidInput
        A start off the five-minute grid, or columns that do not fit.
    Conflict
        An auditorium is taken or closed then, and ``may_clash`` is not said.
    """
    for row in rows:
        _measure(touched, row)
    rooms = hold_auditoriums(touched.edition, {row.auditorium_id for row in rows} | set(left))
    hours = _hours(touched.edition, rooms)
    others = _others(touched.edition, rows, rooms)
    standing = [row for row in others if not row.is_parked]
    for row in rows:
        troubles = _troubles(row, standing, hours)
        if troubles and not may_clash:
            raise Conflict(troubles[0])
        row.is_parked = bool(troubles)
        if not troubles and row.state == ScreeningState.SCHEDULED:
            standing.append(row)
    _save(rows)
    _put_right(touched, [row for row in others if row.is_parked], standing, hours)


def _measure(touched: Touched, row: Row) -> None:
    """Compute what a booking takes, and refuse what cannot be."""
    at = row.starts_at
    if at.minute % STEP_MIN or at.second or at.microsecond:
        raise InvalidInput("starts_at", shown(row, at), "Give a start in steps of five minutes.")
    parts = parts_of(row)
    row.occupied_from, row.occupied_until = parts.taken_from(at), parts.taken_until(at)
    if not touched.has_only_moved(row):
        checked(row)


def _hours(edition: Edition, rooms: Iterable[int]) -> Hours:
    found: Hours = defaultdict(list)
    for row in OpenHours.objects.filter(edition=edition, auditorium__in=list(rooms)):
        found[row.auditorium_id].append(row)
    return found


def _others(edition: Edition, rows: Sequence[Row], rooms: Rooms) -> list[Row]:
    """Return what stands in these auditoriums around these bookings."""
    earliest = min((row.occupied_from for row in rows), default=None)
    latest = max((row.occupied_until for row in rows), default=None)
    codes = {row.code for row in rows}
    wanted: dict[str, Any] = {"auditorium__in": list(rooms), "state": ScreeningState.SCHEDULED}
    if earliest and latest:
        wanted |= {"occupied_from__lt": latest + AROUND, "occupied_until__gt": earliest - AROUND}
    found: list[Row] = [*Screening.objects.filter(**wanted).select_related("program"), *Event.objects.filter(**wanted)]
    others = [row for row in found if row.code not in codes]
    elsewhere = {row.edition_id for row in others} - {edition.pk}
    editions = Edition.objects.select_related("festival").in_bulk(elsewhere) | {edition.pk: edition}
    for row in others:  # the same objects for all
        row.edition, row.auditorium = editions[row.edition_id], rooms[row.auditorium_id]
    return others


def _troubles(row: Row, standing: Iterable[Row], hours: Hours) -> list[str]:
    """Return in words why a booking cannot stay where it is."""
    if row.state == ScreeningState.CANCELLED:
        return []
    return [*_closed(row, hours.get(row.auditorium_id, [])), *_clash(row, standing)]


def _closed(row: Row, hours: Sequence[OpenHours]) -> list[str]:
    if not hours:
        return [f"{row.auditorium} has no open hours for {row.edition}. Set them first."]
    empty = parts_of(row).empty_at(row.starts_at)
    if any(one.opens_at <= row.occupied_from and empty <= one.closes_at for one in hours):
        return []
    spans = "; ".join(f"{shown(row, one.opens_at)} to {shown(row, one.closes_at)}" for one in hours)
    taken = f"from {shown(row, row.occupied_from)} until {shown(row, empty)}"
    words = f"{title_of(row)} would take {row.auditorium} {taken}, but it is open {spans}."
    return [words + " Choose another time or widen the open hours."]


def _clash(row: Row, standing: Iterable[Row]) -> list[str]:
    span = (row.occupied_from, row.occupied_until)
    return [
        f"{row.auditorium} is taken by “{title_of(other)}” from {shown(row, other.occupied_from)} until "
        f"{shown(row, other.occupied_until)}. Choose a time after that, or another auditorium."
        for other in standing
        if other.auditorium_id == row.auditorium_id and overlap(span, (other.occupied_from, other.occupied_until))
    ]


def _save(rows: Sequence[Row]) -> None:
    """Save several bookings that may change places: the database hears of them all before it looks at any."""
    if len(rows) > 1:
        for table in (Screening, Event):
            table._default_manager.filter(pk__in=[row.pk for row in rows if row.pk and isinstance(row, table)]).update(  # noqa: SLF001  Django documents it
                is_parked=True
            )
    for row in rows:
        row.save()


def _put_right(touched: Touched, parked: Iterable[Row], standing: list[Row], hours: Hours) -> None:
    """Let bookings stand that were parked for something that has moved away."""
    for row in parked:
        if row.edition_id == touched.edition.pk and not _troubles(row, standing, hours):
            touched.seen = None  # nobody's move: it cannot be stale
            touched.touch(row)
            row.is_parked = False
            row.save(update_fields=["is_parked", "changed_at"])
            standing.append(row)


def title_of(row: Row) -> str:
    """Return what people call a booking."""
    return row.title if isinstance(row, Event) else str(row.program)


def shown(row: Row, moment: datetime) -> str:
    """Return a moment in the venue's zone, with the zone's name."""
    zone = row.auditorium.venue.time_zone or row.edition.festival.time_zone
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local:%a} {local.day} {local:%b, %H:%M %Z}"
