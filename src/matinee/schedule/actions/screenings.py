"""Placing, moving and cancelling screenings."""

from datetime import datetime
from typing import Any

from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.models import Edition
from matinee.kit.errors import InvalidInput
from matinee.programming.models import Program
from matinee.schedule.actions.changing import Touched, grid_change
from matinee.schedule.actions.moving import cancel_booking, move_booking, restore_booking
from matinee.schedule.actions.settling import settle, shown
from matinee.schedule.models import Auditorium, Screening
from matinee.schedule.queries import WITH_FILMS, parts_of
from matinee.schedule.rules import PART_NAMES, SlotParts, slot_parts

MOST_MIN = 32_767


@transaction.atomic
def place_screening(  # noqa: PLR0913  an action's arguments are all keywords
    *,
    edition: Edition,
    program: Program,
    auditorium: Auditorium,
    starts_at: datetime,
    by: User | None,
    may_clash: bool = False,
    key: str = "",
    **minutes: int,
) -> Screening:
    """Lay a program into an auditorium at an announced start.

    ``minutes`` such as ``qa_min=20`` replace the computed ones; with ``may_clash`` it is parked where it cannot stay.

    Raises
    ------
    InvalidInput
        A program or an auditorium from elsewhere, a start off the five-minute grid, unknown minutes.
    Conflict
        The auditorium is taken then, or it is not the festival's.
    """
    with grid_change(edition=edition, verb="place_screening", by=by, key=key) as touched:
        return add_screening(
            touched, program=program, auditorium=auditorium, starts_at=starts_at, may_clash=may_clash, **minutes
        )


def add_screening(
    touched: Touched,
    *,
    program: Program,
    auditorium: Auditorium,
    starts_at: datetime,
    may_clash: bool = False,
    **minutes: int,
) -> Screening:
    """Place a program inside a change that is under way."""
    row = new_screening(touched, program=program, auditorium=auditorium, starts_at=starts_at, **minutes)
    settle(touched, [row], may_clash=may_clash)
    touched.words = touched.words or f"“{program}” placed in {auditorium} at {shown(row, starts_at)}"
    return row


def new_screening(
    touched: Touched, *, program: Program, auditorium: Auditorium, starts_at: datetime, **minutes: int
) -> Screening:
    """Return a screening that is not saved yet: ``settle`` does that."""
    edition = touched.edition
    if program.lineup.edition_id != edition.pk:
        raise InvalidInput("program", program, f"Choose a program of {edition}.")
    row = Screening(edition=edition, program=program, auditorium=auditorium, starts_at=starts_at)
    _set_parts(row, _parts(program, edition), minutes)
    touched.made(row)
    return row


@transaction.atomic
def move_screening(  # noqa: PLR0913  as above
    *,
    screening: Screening,
    starts_at: datetime,
    auditorium: Auditorium,
    by: User | None,
    may_clash: bool = False,
    seen: int | None = None,
    key: str = "",
) -> Screening:
    """Move a screening to another time or auditorium; its calendar entry counts one change.

    ``seen`` and ``key`` are as in ``grid_change``; with ``may_clash`` it is parked where it cannot stay.
    """
    with grid_change(edition=screening.edition, verb="move_screening", by=by, seen=seen, key=key) as touched:
        move_booking(touched, screening, starts_at=starts_at, auditorium=auditorium, may_clash=may_clash)
    return screening


@transaction.atomic
def resize_screening(
    *, screening: Screening, by: User | None, may_clash: bool = False, key: str = "", **minutes: int
) -> Screening:
    """Take the program's length and makers as they are now, and ``minutes`` where they are given."""
    with grid_change(edition=screening.edition, verb="resize_screening", by=by, key=key) as touched:
        touched.touch(screening)
        before = parts_of(screening)
        _set_parts(screening, _parts(screening.program, screening.edition), minutes)
        if parts_of(screening) == before:
            return screening
        screening.sequence += 1
        settle(touched, [screening], may_clash=may_clash)
        touched.words = f"“{screening.program}” fits its films: {screening.films_min} min"
    return screening


@transaction.atomic
def cancel_screening(*, screening: Screening, by: User | None, seen: int | None = None, key: str = "") -> Screening:
    """Drop a screening; calendars are told, and it can be restored."""
    with grid_change(edition=screening.edition, verb="cancel_screening", by=by, seen=seen, key=key) as touched:
        cancel_booking(touched, screening)
    return screening


@transaction.atomic
def restore_screening(*, screening: Screening, by: User | None, may_clash: bool = False, key: str = "") -> Screening:
    """Take a cancellation back, if its auditorium is still free then."""
    with grid_change(edition=screening.edition, verb="restore_screening", by=by, key=key) as touched:
        restore_booking(touched, screening, may_clash=may_clash)
    return screening


def _parts(program: Program, edition: Edition) -> SlotParts:
    """Return the program's computed slot, read afresh."""
    fresh = Program.objects.prefetch_related(WITH_FILMS).get(pk=program.pk)
    return slot_parts(fresh, edition.festival.policy)


def _set_parts(screening: Screening, parts: SlotParts, minutes: dict[str, Any]) -> None:
    for name in PART_NAMES:
        setattr(screening, name, getattr(parts, name))
    if screening.auditorium.cleaning_min is not None:
        screening.turnaround_min = screening.auditorium.cleaning_min
    for name, value in minutes.items():
        if name not in PART_NAMES:
            raise InvalidInput("minutes", name, f"Give one of: {', '.join(PART_NAMES)}.")
        if not isinstance(value, int) or not 0 <= value <= MOST_MIN:
            raise InvalidInput(name, value, "Give whole minutes, not below zero.")
        setattr(screening, name, value)
