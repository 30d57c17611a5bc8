"""Undoing, doing again, and going back: without limit, across reloads, among what others did meanwhile."""

from collections.abc import Iterable

from django.db import transaction

from matinee.accounts.models import User
from matinee.kit.errors import Conflict, NotFound
from matinee.programming.actions.boards import change_state, hold, write_down
from matinee.programming.actions.rows import write
from matinee.programming.errors import Collision
from matinee.programming.models import BoardChange, Lineup
from matinee.programming.queries.history import in_force, redo_next, undo_next
from matinee.programming.queries.state import load
from matinee.programming.rules.saying import words_of
from matinee.programming.rules.state import DONE, UNDONE, Side, applied, delta_of
from matinee.programming.states import LineupState


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
    change = undo_next(row, by) if version is None else _named(row, version)
    if change is None:
        raise Conflict("There is nothing to undo on this board.")
    if change.undone_version is not None or change.of_id is not None:
        raise Conflict(f"This is undone already: {words_of(change)}. Look at the board again.")
    _refuse_collision(change, in_force(row).filter(applied_version__gt=change.applied_version))
    _turn(lineup, row, change, UNDONE, by, client_id)
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
    change = redo_next(row, by)
    if change is None:
        raise Conflict("There is nothing to do again on this board.")
    if "displaced" in change.delta:
        raise Conflict("Adopt the lineup again: another one is the edition's lineup now.")
    since = in_force(row).filter(applied_version__gt=change.undone_version)
    _refuse_collision(change, since.exclude(by=change.by, version__lt=change.version))
    _turn(lineup, row, change, DONE, by, client_id)
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


def _turn(  # noqa: PLR0913, PLR0917  one turn of one change, known to this file only
    lineup: Lineup, row: Lineup, change: BoardChange, side: Side, by: User | None, client_id: str
) -> None:
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


def _named(lineup: Lineup, version: int) -> BoardChange | None:
    return BoardChange.objects.filter(lineup=lineup, version=version).select_related("by").first()


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
