"""Placing, moving and cancelling screenings."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Edition
from matinee.kit.errors import Conflict, InvalidInput
from matinee.kit.rows import checked
from matinee.programming.models import Program
from matinee.schedule.models import Auditorium, OpenHours, Screening
from matinee.schedule.queries import WITH_FILMS, parts_of
from matinee.schedule.rules import PART_NAMES, STEP_MIN, SlotParts, slot_parts
from matinee.schedule.states import ScreeningState

MOST_MIN = 32_767


@transaction.atomic
def place_screening(
    *,
    edition: Edition,
    program: Program,
    auditorium: Auditorium,
    starts_at: datetime,
    by: User | None,
    **minutes: int,
) -> Screening:
    """Lay a program into an auditorium at an announced start.

    ``minutes`` such as ``qa_min=20`` replace the computed ones.

    Raises
    ------
    InvalidInput
        A program or an auditorium from elsewhere, a start off the five-minute grid, unknown minutes.
    Conflict
        The auditorium is taken then, or it is not the festival's.
    """
    if program.lineup.edition_id != edition.pk:
        raise InvalidInput("program", program, f"Choose a program of {edition}.")
    _lock(edition, auditorium)
    screening = Screening(edition=edition, program=program, auditorium=auditorium, starts_at=starts_at)
    _set_parts(screening, _parts(program, edition), minutes)
    _settle(screening)
    audit(festival=edition.festival, by=by, verb="place_screening", about=screening, starts_at=starts_at)
    return screening


@transaction.atomic
def move_screening(*, screening: Screening, starts_at: datetime, auditorium: Auditorium, by: User | None) -> Screening:
    """Move a screening to another time or auditorium; its calendar entry counts one change."""
    if (screening.starts_at, screening.auditorium_id) == (starts_at, auditorium.pk):
        return screening
    _lock(screening.edition, auditorium)
    before = {"starts_at": str(screening.starts_at), "auditorium": str(screening.auditorium)}
    screening.starts_at, screening.auditorium = starts_at, auditorium
    screening.sequence += 1
    _settle(screening)
    festival = screening.edition.festival
    audit(festival=festival, by=by, verb="move_screening", about=screening, before=before, to=str(auditorium))
    return screening


@transaction.atomic
def resize_screening(*, screening: Screening, by: User | None, **minutes: int) -> Screening:
    """Take the program's length and makers as they are now, and ``minutes`` where they are given."""
    _lock(screening.edition, screening.auditorium)
    before = parts_of(screening)
    _set_parts(screening, _parts(screening.program, screening.edition), minutes)
    if parts_of(screening) == before:
        return screening
    screening.sequence += 1
    _settle(screening)
    audit(festival=screening.edition.festival, by=by, verb="resize_screening", about=screening, **minutes)
    return screening


@transaction.atomic
def cancel_screening(*, screening: Screening, by: User | None) -> Screening:
    """Drop a screening; calendars are told, and it can be restored."""
    if screening.state == ScreeningState.CANCELLED:
        return screening
    screening.state = ScreeningState.CANCELLED
    screening.sequence += 1
    screening.save(update_fields=["state", "sequence", "changed_at"])
    audit(festival=screening.edition.festival, by=by, verb="cancel_screening", about=screening)
    return screening


@transaction.atomic
def restore_screening(*, screening: Screening, by: User | None) -> Screening:
    """Take a cancellation back, if its auditorium is still free then."""
    if screening.state == ScreeningState.SCHEDULED:
        return screening
    _lock(screening.edition, screening.auditorium)
    screening.state = ScreeningState.SCHEDULED
    screening.sequence += 1
    _settle(screening)
    audit(festival=screening.edition.festival, by=by, verb="restore_screening", about=screening)
    return screening


def _lock(edition: Edition, auditorium: Auditorium) -> None:
    """Hold the auditorium's row so that two people cannot place into the same hour."""
    held = Auditorium.objects.select_for_update(of=("self",)).select_related("venue").get(pk=auditorium.pk)
    if held.venue.festival_id != edition.festival_id:
        raise InvalidInput("auditorium", auditorium, f"Choose an auditorium of {edition.festival}.")


def _parts(program: Program, edition: Edition) -> SlotParts:
    """Return the program's computed slot, read afresh."""
    fresh = Program.objects.prefetch_related(WITH_FILMS).get(pk=program.pk)
    return slot_parts(fresh, edition.festival.policy)


def _set_parts(screening: Screening, parts: SlotParts, minutes: dict[str, Any]) -> None:
    for name in PART_NAMES:
        setattr(screening, name, getattr(parts, name))
    for name, value in minutes.items():
        if name not in PART_NAMES:
            raise InvalidInput("minutes", name, f"Give one of: {', '.join(PART_NAMES)}.")
        if not isinstance(value, int) or not 0 <= value <= MOST_MIN:
            raise InvalidInput(name, value, "Give whole minutes, not below zero.")
        setattr(screening, name, value)


def _settle(screening: Screening) -> None:
    """Compute what the screening takes, refuse what cannot be, and save it."""
    starts_at = screening.starts_at
    if starts_at.minute % STEP_MIN or starts_at.second or starts_at.microsecond:
        raise InvalidInput("starts_at", _shown(screening, starts_at), "Give a start in steps of five minutes.")
    parts = parts_of(screening)
    screening.occupied_from, screening.occupied_until = (
        parts.taken_from(starts_at),
        parts.taken_until(starts_at),
    )
    checked(screening)
    _refuse_closed(screening, parts)
    _refuse_clash(screening)
    screening.save()


def _refuse_closed(screening: Screening, parts: SlotParts) -> None:
    hours = list(OpenHours.objects.filter(edition=screening.edition, auditorium=screening.auditorium))
    if not hours:
        raise Conflict(f"{screening.auditorium} has no open hours for {screening.edition}. Set them first.")
    empty = parts.empty_at(screening.starts_at)
    if any(row.opens_at <= screening.occupied_from and empty <= row.closes_at for row in hours):
        return
    spans = "; ".join(f"{_shown(screening, row.opens_at)} to {_shown(screening, row.closes_at)}" for row in hours)
    raise Conflict(
        f"{screening.program} would take {screening.auditorium} from "
        f"{_shown(screening, screening.occupied_from)} until {_shown(screening, empty)}, "
        f"but it is open {spans}. Choose another time or widen the open hours."
    )


def _refuse_clash(screening: Screening) -> None:
    other = (
        Screening.objects.filter(
            auditorium=screening.auditorium,
            state=ScreeningState.SCHEDULED,
            occupied_from__lt=screening.occupied_until,
            occupied_until__gt=screening.occupied_from,
        )
        .exclude(pk=screening.pk)
        .select_related("program")
        .first()
    )
    if other is not None:
        raise Conflict(
            f"{screening.auditorium} is taken by “{other.program}” from "
            f"{_shown(screening, other.occupied_from)} until "
            f"{_shown(screening, other.occupied_until)}. Choose a time after that, or another auditorium."
        )


def _shown(screening: Screening, moment: datetime) -> str:
    """Return a moment in the festival's zone, with the zone's name."""
    return moment.astimezone(ZoneInfo(screening.edition.festival.time_zone)).strftime("%Y-%m-%d %H:%M %Z")
