"""Adopting the engine's grid: all of it, or single moves, as one change that can be undone."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.models import Edition
from matinee.kit.errors import Conflict
from matinee.kit.states import check_move
from matinee.programming.models import Program
from matinee.programming.states import PROPOSAL_MOVES, ProposalState
from matinee.schedule.actions.changing import Row, Touched, grid_change
from matinee.schedule.actions.moving import take_room
from matinee.schedule.actions.screenings import new_screening
from matinee.schedule.actions.settling import settle
from matinee.schedule.bridge import Clock, Move, moves_of
from matinee.schedule.bridge.problem import room_id
from matinee.schedule.models import Auditorium, GridProposal, Screening
from matinee.schedule.queries.grid import auditoriums_of, events_of, screenings_of

Spot = tuple[str, datetime]


@transaction.atomic
def adopt_grid(*, proposal: GridProposal, by: User | None, only: Collection[str] | None = None) -> list[Row]:
    """Move everything, or the moves of the keys ``only``, to where a proposal has it; what stands so already is left.

    Returns the bookings that moved or are new. Two adopts at once come one after the other: the second finds all done.

    Raises
    ------
    WrongState
        The proposal has no answer.
    Conflict
        A booking was moved by somebody since the engine was asked, or its new place has been taken.
    """
    edition = proposal.edition
    with grid_change(edition=edition, verb="adopt_grid", by=by) as touched:
        row = GridProposal.objects.select_for_update().get(pk=proposal.pk)
        check_move(PROPOSAL_MOVES, ProposalState(row.state), ProposalState.ADOPTED, "This proposal")
        moves = moves_of(row.problem, row.solution or {}, Clock.from_json(row.legend["clock"]))
        wanted = [one for one in moves if one.after and one.is_change and (only is None or one.key in only)]
        moved, left = _laid(touched, wanted)
        if moved:
            settle(touched, moved, left=left)
        touched.words = f"{len(moved)} bookings moved as the engine proposed"
        GridProposal.objects.filter(pk=row.pk).update(state=ProposalState.ADOPTED)
    proposal.state = ProposalState.ADOPTED
    return moved


def _laid(touched: Touched, moves: Sequence[Move]) -> tuple[list[Row], set[int]]:
    """Give bookings their new places, not saved yet; return them, and the auditoriums that they leave."""
    edition = touched.edition
    rooms = {room_id(room): room for room in auditoriums_of(edition.festival)}
    standing = _standing(edition)
    programs = {one.code: one for one in Program.objects.filter(lineup__edition=edition, code__in=_names(moves))}
    moved: list[Row] = []
    left: set[int] = set()
    for move in moves:
        auditorium, starts_at = rooms.get(move.after[0] if move.after else ""), move.after and move.after[1]
        if auditorium is None or starts_at is None:
            raise Conflict("An auditorium of this proposal is not there any more. Ask the engine again.")
        row = _row_of(move, standing)
        if row is None:
            moved += _placed(touched, move, programs, auditorium, starts_at, standing)
        elif (room_id(row.auditorium), row.starts_at) != move.after:
            _refuse_moved(move, row)
            touched.touch(row, is_fresh=True)
            left.add(row.auditorium_id)
            take_room(row, auditorium)
            row.starts_at = starts_at
            row.sequence += 1
            moved.append(row)
    return moved, left


def _names(moves: Sequence[Move]) -> set[str]:
    return {move.event for move in moves}


def _standing(edition: Edition) -> dict[tuple[str, Spot], Row]:
    """Return everything that stands, by what it is (a program, or itself) and where."""
    ways = ("edition__festival",)
    rows: list[Row] = [*screenings_of(edition).select_related(*ways, "program__strand", "auditorium__venue")]
    rows += events_of(edition).select_related(*ways, "program", "auditorium__venue")
    found: dict[tuple[str, Spot], Row] = {}
    for row in rows:
        spot = (room_id(row.auditorium), row.starts_at)
        found[row.code, spot] = row
        if isinstance(row, Screening):
            found[row.program.code, spot] = row
    return found


def _row_of(move: Move, standing: dict[tuple[str, Spot], Row]) -> Row | None:
    """Return the booking that a move means: where it stood when the engine was asked, or where it goes already."""
    if move.before is None:
        return None
    row = standing.get((move.event, move.before))
    if row is None and move.after is not None:
        row = standing.get((move.event, move.after))
    if row is None:
        raise Conflict(f"“{move.title}” was moved since the engine was asked. Ask it again, or move it by hand.")
    return row


def _refuse_moved(move: Move, row: Row) -> None:
    if row.is_locked:
        raise Conflict(f"“{move.title}” was locked since the engine was asked. Unlock it, or ask again.")


def _placed(  # noqa: PLR0913, PLR0917  the parts of one placing
    touched: Touched,
    move: Move,
    programs: dict[str, Program],
    auditorium: Auditorium,
    starts_at: datetime,
    standing: dict[tuple[str, Spot], Row],
) -> list[Row]:
    """Return a new screening of a program; nothing where it stands there already."""
    program = programs.get(move.event)
    if program is None:
        raise Conflict(f"“{move.title}” is not in the lineup any more. Ask the engine again.")
    if (move.event, (room_id(auditorium), starts_at)) in standing:
        return []
    number = sum(1 for (name, _spot), row in standing.items() if name == move.event and isinstance(row, Screening))
    if number >= move.showing:
        raise Conflict(f"“{move.title}” was placed since the engine was asked. Ask it again, or place it by hand.")
    return [new_screening(touched, program=program, auditorium=auditorium, starts_at=starts_at)]
