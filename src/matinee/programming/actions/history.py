"""Undoing, doing again, and going back: without limit, across reloads, among what others did meanwhile."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from matinee.accounts.models import User
from matinee.kit.errors import Conflict, NotFound
from matinee.programming.actions.boards import change_state, hold, write_down
from matinee.programming.actions.rows import write
from matinee.programming.errors import Collision
from matinee.programming.models import BoardChange, Lineup
from matinee.programming.queries.history import (
    FIXED,
    changes_since,
    in_force,
    newest_in_force,
    redo_next,
    undo_next,
    undone_by,
)
from matinee.programming.queries.state import load
from matinee.programming.rules.saying import words_of
from matinee.programming.rules.state import DONE, UNDONE, BoardState, Side, applied, delta_of
from matinee.programming.states import LineupState


@dataclass(frozen=True, slots=True)
class Turned:
    """What became of an undo or a redo: the change it is, the board then, and what the person may undo and redo next.

    ``change`` and ``state`` are nothing where it was made before; ``since`` is what changed after the page's version.
    """

    change: BoardChange | None
    state: BoardState | None
    undo: BoardChange | None
    redo: BoardChange | None
    since: Sequence[BoardChange] = ()


@transaction.atomic
def turn_once(  # noqa: PLR0913  an action's arguments are all keywords
    *, lineup: Lineup, side: Side, by: User, base: int, client_id: str = "", version: int | None = None
) -> Turned:
    """Undo (``UNDONE``) or do again (``DONE``) as a page asks it: once, however often it is sent under its name.

    ``base`` is the version the page knew. It raises what ``undo_change`` and ``redo_change`` do.
    """
    row = hold(lineup)
    since = changes_since(row, base, client_id)
    if client_id and any(change.client_id == client_id for change in since):
        lineup.version, lineup.state = row.version, row.state
        return Turned(None, None, undo_next(row, by), redo_next(row, by), since)
    turned = _undo(lineup, row, by, version, client_id) if side == UNDONE else _redo(lineup, row, by, client_id)
    return replace(turned, since=since)


@transaction.atomic
def undo_change(*, lineup: Lineup, by: User | None, version: int | None = None, client_id: str = "") -> Lineup:
    """Take back the change that made ``version``; without one, a person's own last change (nobody's: the board's).

    What others did meanwhile stays.

    Raises
    ------
    Conflict
        Nothing to undo, a later change is about the same thing, or a program that would go is scheduled.
    """
    row = hold(lineup)
    _undo(lineup, row, by, version, client_id)
    return row


@transaction.atomic
def redo_change(*, lineup: Lineup, by: User | None, client_id: str = "") -> Lineup:
    """Do again what a person undid last.

    Raises
    ------
    Conflict
        There is nothing, or a change since is about the same thing.
    """
    row = hold(lineup)
    _redo(lineup, row, by, client_id)
    return row


@transaction.atomic
def go_back(*, lineup: Lineup, to: int, by: User | None, client_id: str = "") -> Lineup:
    """Bring a whole board back to what it was at a version: one change, which can be undone like any other.

    Whether it is the edition's lineup stays as it is now.

    Raises
    ------
    NotFound
        The board's log does not reach back to there.
    """
    row = hold(lineup)
    here = load(row)
    later = list(BoardChange.objects.filter(lineup=row, version__gt=to).order_by("-version"))
    if to < 1 or (later and not _reaches(row, to)):
        raise NotFound("The history of this board does not reach back to there.")
    state = here.state
    for change in later:
        state = applied(state, {key: pair for key, pair in change.delta.items() if key != "lineup"}, UNDONE)
    delta = delta_of(here.state, state)
    if delta:
        write(here, state)
        write_down(here, delta, verb="go_back", by=by, said={"to": to}, client_id=client_id)
        lineup.version, lineup.state = row.version, row.state
    return row


def _reaches(lineup: Lineup, version: int) -> bool:
    """Tell whether every version after this one is in the log."""
    logged = BoardChange.objects.filter(lineup=lineup, version__gt=version).count()
    return logged == lineup.version - version


def _undo(lineup: Lineup, row: Lineup, by: User | None, version: int | None, client_id: str) -> Turned:
    """Take back the change of a version, or a person's last."""
    newest = newest_in_force(row)
    change = undo_next(row, by, newest) if version is None else _named(row, version, newest)
    if change is None:
        raise Conflict("There is nothing to undo on this board.")
    if change.undone_version is not None or change.of_id is not None:
        raise Conflict(f"This is undone already: {words_of(change)}. Look at the board again.")
    is_new = change in newest
    later = in_force(row).filter(applied_version__gt=change.applied_version)
    _refuse_collision(change, newest[: newest.index(change)] if is_new else later)
    echo, state = _turn(lineup, row, change, UNDONE, by, client_id)
    is_own = by is None or change.by_id == by.pk
    return Turned(echo, state, undo_next(row, by, newest), change if is_own else redo_next(row, by))


def _redo(lineup: Lineup, row: Lineup, by: User | None, client_id: str) -> Turned:
    """Do again what a person undid last."""
    undone = list(undone_by(row, by)[:2])
    if not undone:
        raise Conflict("There is nothing to do again on this board.")
    change = undone[0]
    if "displaced" in change.delta:
        raise Conflict("Adopt the lineup again: another one is the edition's lineup now.")
    if change.undone_version != row.version:
        since = in_force(row).filter(applied_version__gt=change.undone_version)
        _refuse_collision(change, since.exclude(by=change.by, version__lt=change.version))
    echo, state = _turn(lineup, row, change, DONE, by, client_id)
    undo = undo_next(row, by) if change.verb in FIXED else change
    return Turned(echo, state, undo, next(iter(undone[1:]), None))


def _turn(  # noqa: PLR0913, PLR0917  one turn of one change, known to this file only
    lineup: Lineup, row: Lineup, change: BoardChange, side: Side, by: User | None, client_id: str
) -> tuple[BoardChange, BoardState]:
    """Put a change on or take it back, and write that down."""
    here = load(row)
    state = applied(here.state, change.delta, side)
    state.state = _state_again(row, state.state)
    delta = delta_of(here.state, state)
    write(here, state)
    said = change.said | {"undone": change.verb, "of": change.version}
    verb = "undo_change" if side == UNDONE else "redo_change"
    if side == UNDONE and "displaced" in change.delta:
        row.save(update_fields=["state"])
        _adopt_again(row, change.delta["displaced"][1], by)
    echo = write_down(here, delta, verb=verb, by=by, said=said, client_id=client_id, of=change)
    if side == UNDONE:
        change.undone_version = echo.version
    else:
        change.applied_version, change.undone_version = echo.version, None
    change.save(update_fields=["applied_version", "undone_version"])
    lineup.version, lineup.state = row.version, row.state
    return echo, state


def _named(lineup: Lineup, version: int, newest: Sequence[BoardChange]) -> BoardChange | None:
    """Return the change that made a version; one of the newest where it is among them."""
    found = next((change for change in newest if change.version == version), None)
    return found or BoardChange.objects.filter(lineup=lineup, version=version).select_related("by").first()


def _refuse_collision(change: BoardChange, later: Iterable[BoardChange]) -> None:
    """Refuse to turn a change that others, or the same person, have built upon."""
    for one in later:
        if set(one.delta) & set(change.delta):
            who, what = str(one.by or "Somebody"), words_of(one)
            message = f"This cannot be taken back alone ({words_of(change)}): {who} built upon it since ({what})."
            raise Collision(message, who=who, what=what)


def _state_again(lineup: Lineup, state: str) -> str:
    """Return the state a board goes back to; it stays a draft where another lineup has been adopted since."""
    others = Lineup.objects.filter(edition=lineup.edition_id, state=LineupState.ADOPTED).exclude(pk=lineup.pk)
    if state == LineupState.ADOPTED and others.exists():
        return LineupState.DRAFT
    return state


def _adopt_again(lineup: Lineup, code: str, by: User | None) -> None:
    """Give the edition back the lineup that an undone adoption had set aside."""
    lineups = Lineup.objects.filter(edition=lineup.edition_id)
    displaced = lineups.filter(code=code).first()
    if displaced is not None and not lineups.filter(state=LineupState.ADOPTED).exists():
        change_state(lineup=displaced, to=LineupState.ADOPTED, verb="reinstate_lineup", by=by)
