"""Moves of films on a board: intents that merge with what others did, and are made once however often they are sent."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from matinee.accounts.models import User
from matinee.kit.errors import InvalidInput
from matinee.programming.actions.boards import hold, refuse_stale, write_down
from matinee.programming.actions.rows import meet, write
from matinee.programming.models import BoardChange, Lineup
from matinee.programming.queries.history import changes_since
from matinee.programming.queries.state import load
from matinee.programming.rules.operations import Move, perform
from matinee.programming.rules.state import BENCH, BoardState, delta_of

NOTE_CHARS = 400


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a move: the change it made, the board then, and what had changed since the page's version."""

    lineup: Lineup
    change: BoardChange | None
    since: list[BoardChange]
    state: BoardState | None = None
    is_again: bool = False


@transaction.atomic
def make_move(*, lineup: Lineup, move: Move, by: User | None, base: int | None = None, client_id: str = "") -> Made:
    """Make a move on the newest board, whatever version it was thought of at.

    ``base`` is the version the page knew; ``client_id`` (``<tab>:<number>``) makes the move idempotent and lets a page
    build upon its own moves before their answers are back. ``lineup.version`` follows.

    Raises
    ------
    Collision
        Somebody else changed the same film, note or lock since ``base``; on the newest version it goes through.
    Conflict
        A lock is in the way.
    NotFound
        The program or the film is not there any more.
    """
    row = hold(lineup)
    since = (
        []
        if base == row.version and not client_id
        else changes_since(row, row.version if base is None else base, client_id)
    )
    again = next((change for change in since if client_id and change.client_id == client_id), None)
    if again is not None:
        lineup.version, lineup.state = row.version, row.state
        return Made(row, again, since, is_again=True)
    refuse_stale(_foreign(since, client_id), move.keys)
    change, state = _make(row, move, by, client_id)
    lineup.version, lineup.state = row.version, row.state
    return Made(row, change, since, state)


@transaction.atomic
def do_once(*, lineup: Lineup, client_id: str, deed: Callable[[], object]) -> bool:
    """Do something with a board unless a change of this name was made already; tell whether it was done now."""
    row = hold(lineup)
    if client_id and BoardChange.objects.filter(lineup=row, client_id=client_id).exists():
        return False
    deed()
    made = BoardChange.objects.filter(lineup=row, version__gt=row.version, client_id="").order_by("-version").first()
    if made is not None:
        BoardChange.objects.filter(pk=made.pk).update(client_id=client_id)
    return True


def _make(row: Lineup, move: Move, by: User | None, client_id: str) -> tuple[BoardChange | None, BoardState]:
    """Make a move and write it down; nothing where it changes nothing."""
    if len(move.text) > NOTE_CHARS:
        raise InvalidInput("text", move.text, f"A note has at most {NOTE_CHARS} letters.")
    here = load(row)
    meet(here, move.films)
    moment = timezone.now().isoformat()
    new = perform(here.state, replace(move, author=by.pk if by else None, written_at=moment))
    delta = delta_of(here.state, new, move.films if move.op != "order" else ())
    if not delta:
        return None, here.state
    write(here, new)
    said = _said(here.state, new, move)
    return write_down(here, delta, verb=_verb(here.state, move), by=by, said=said, client_id=client_id), new


def _foreign(changes: list[BoardChange], client_id: str) -> list[BoardChange]:
    """Return the changes that this page did not make itself."""
    tab = client_id.partition(":")[0]
    return [change for change in changes if not tab or change.tab != tab]


def _verb(here: BoardState, move: Move) -> str:
    """Return what a move is called in the log."""
    if move.op == "place":
        froms = {here.where(film) for film in move.films}
        return "place_film" if froms <= {"", BENCH} else "shift_film" if froms == {move.program} else "move_film"
    if move.op == "note":
        return "write_note" if move.films else "write_program_note"
    verb = {"pool": "remove_film", "bench": "bench_film", "order": "order_program", "lock": "lock_film"}
    return ("" if move.on else "un") + verb.get(move.op, move.op)


def _said(here: BoardState, new: BoardState, move: Move) -> dict[str, Any]:
    """Return the names that the words of a move need."""
    films = [here.named(film) for film in move.films] if move.op != "order" else []
    program = move.program or (new.where(move.films[0]) if move.films else "")
    said: dict[str, Any] = {"films": films} if films else {}
    return said | ({"program": new.named(program)} if program and program != BENCH else {})
