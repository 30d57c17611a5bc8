"""Events beside screenings: receptions, panels, industry meetings, interviews."""

from datetime import datetime
from typing import Any

from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.models import Edition
from matinee.kit.errors import InvalidInput
from matinee.kit.text import plain_line
from matinee.schedule.actions.changing import grid_change
from matinee.schedule.actions.moving import cancel_booking, move_booking, restore_booking
from matinee.schedule.actions.settling import settle, shown
from matinee.schedule.models import Auditorium, Event
from matinee.schedule.states import EventKind

CHANGEABLE = frozenset(
    {"title", "kind", "about", "program", "is_public", "demand", "features", "before_min", "length_min", "after_min"}
)


@transaction.atomic
def add_event(  # noqa: PLR0913  an action's arguments are all keywords
    *,
    edition: Edition,
    title: str,
    auditorium: Auditorium,
    starts_at: datetime,
    by: User | None,
    kind: str = EventKind.OTHER,
    may_clash: bool = False,
    key: str = "",
    **fields: Any,  # noqa: ANN401  columns
) -> Event:
    """Put an event on the grid; with ``may_clash`` it is parked where it cannot stay.

    Raises
    ------
    InvalidInput
        No title, a kind or a column that there is not, a start off the five-minute grid.
    Conflict
        The auditorium is taken then, or closed.
    """
    row = Event(edition=edition, auditorium=auditorium, starts_at=starts_at)
    _set(row, {"title": title, "kind": kind, **fields})
    with grid_change(edition=edition, verb="add_event", by=by, key=key) as touched:
        touched.made(row)
        settle(touched, [row], may_clash=may_clash)
        touched.words = f"“{row.title}” placed in {auditorium} at {shown(row, starts_at)}"
    return row


@transaction.atomic
def change_event(
    *,
    event: Event,
    by: User | None,
    may_clash: bool = False,
    seen: int | None = None,
    key: str = "",
    **fields: Any,  # noqa: ANN401  columns
) -> Event:
    """Change what an event is called, what it is and how long it takes."""
    with grid_change(edition=event.edition, verb="change_event", by=by, seen=seen, key=key) as touched:
        touched.touch(event)
        _set(event, fields)
        event.sequence += 1
        settle(touched, [event], may_clash=may_clash)
        touched.words = f"“{event.title}” changed"
    return event


@transaction.atomic
def move_event(  # noqa: PLR0913  as above
    *,
    event: Event,
    starts_at: datetime,
    auditorium: Auditorium,
    by: User | None,
    may_clash: bool = False,
    seen: int | None = None,
    key: str = "",
) -> Event:
    """Move an event to another time or room."""
    with grid_change(edition=event.edition, verb="move_event", by=by, seen=seen, key=key) as touched:
        move_booking(touched, event, starts_at=starts_at, auditorium=auditorium, may_clash=may_clash)
    return event


@transaction.atomic
def cancel_event(*, event: Event, by: User | None, seen: int | None = None, key: str = "") -> Event:
    """Drop an event; it can be restored."""
    with grid_change(edition=event.edition, verb="cancel_event", by=by, seen=seen, key=key) as touched:
        cancel_booking(touched, event)
    return event


@transaction.atomic
def restore_event(*, event: Event, by: User | None, may_clash: bool = False, key: str = "") -> Event:
    """Take a cancellation back, if the room is still free then."""
    with grid_change(edition=event.edition, verb="restore_event", by=by, key=key) as touched:
        restore_booking(touched, event, may_clash=may_clash)
    return event


def _set(row: Event, fields: dict[str, Any]) -> None:
    """Give an event its columns, or refuse."""
    for name, value in fields.items():
        if name not in CHANGEABLE:
            raise InvalidInput("field", name, f"Give one of: {', '.join(sorted(CHANGEABLE))}.")
        setattr(row, name, value)
    row.title = plain_line(row.title)
    if not row.title:
        raise InvalidInput("title", "", "Say what it is called, such as “Opening reception”.")
    if row.program is not None and row.program.lineup.edition_id != row.edition_id:
        raise InvalidInput("program", row.program, f"Choose a program of {row.edition}.")
