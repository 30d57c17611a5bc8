"""Changing a board: one at a time, merged with what others did, always undoable."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.programming.actions.outcomes import settle_outcomes
from matinee.programming.errors import Collision
from matinee.programming.models import BoardChange, Lineup
from matinee.programming.queries.history import changes_since
from matinee.programming.queries.state import Loaded, load
from matinee.programming.rules.saying import words_of
from matinee.programming.rules.state import Delta, delta_of, places_in
from matinee.programming.states import LineupState


@contextmanager
def board_change(  # noqa: PLR0913  a change has these parts, all named
    *,
    lineup: Lineup,
    verb: str,
    by: User | None,
    version: int | None = None,
    touching: Collection[str] | None = None,
    client_id: str = "",
    **said: Any,  # noqa: ANN401  audit, and the names that the change's words need
) -> Iterator[Lineup]:
    """Change a board's rows inside this: it is held, what differs in the end is kept for undo.

    ``version`` is the board's as the page showed it; ``None`` (commands) does not ask. ``touching`` names the keys of a
    difference that the change is about (``film:<code>``, ``program:<code>``, ``in:<program>`` for what is in it): what
    others changed besides is left alone. Without it the whole board must be as the page showed it.
    ``lineup.version`` follows. Where nothing differs in the end, nothing is written.

    Raises
    ------
    Collision
        Somebody changed the same since ``version``.
    """
    with transaction.atomic():
        row = hold(lineup)
        if version is not None and version < row.version:
            refuse_stale(changes_since(row, version), touching)
        before = load(row)
        yield row
        after = load(row)
        delta = delta_of(before.state, after.state)
        if delta:
            write_down(before, delta, verb=verb, by=by, client_id=client_id, said=said)
            lineup.version, lineup.state = row.version, row.state


def hold(lineup: Lineup) -> Lineup:
    """Return a lineup's row, held until the transaction ends."""
    return Lineup.objects.select_for_update(of=("self",)).select_related("edition__festival__policy").get(pk=lineup.pk)


def write_down(  # noqa: PLR0913  a change has these parts, all named
    here: Loaded,
    delta: Delta,
    *,
    verb: str,
    by: User | None,
    said: Mapping[str, Any],
    client_id: str = "",
    of: BoardChange | None = None,
) -> BoardChange:
    """Write a change that has been made into the board's log, raise its version and let the entries follow.

    ``here`` is the board as it was before.
    """
    row = here.lineup
    row.version += 1
    row.save(update_fields=["version", "state", "changed_at"])
    change = BoardChange.objects.create(
        lineup=row,
        version=row.version,
        applied_version=row.version,
        verb=verb,
        delta=delta,
        said=dict(said),
        by=by,
        client_id=client_id,
        of=of,
    )
    audit(festival=row.edition.festival, by=by, verb=verb, about=row, version=row.version, **said)
    settle_outcomes(row, by, was_adopted=here.state.state == LineupState.ADOPTED)
    return change


def change_state(*, lineup: Lineup, to: LineupState, verb: str, by: User | None) -> None:
    """Make a lineup the edition's, or a draft, as the other side of another lineup's change; logged, not undoable."""
    row = Lineup.objects.select_for_update().get(pk=lineup.pk)
    delta = {"lineup": [str(row.state), str(to)]}
    row.state, row.version = to, row.version + 1
    row.save(update_fields=["state", "version", "changed_at"])
    BoardChange.objects.create(
        lineup=row, version=row.version, applied_version=row.version, verb=verb, delta=delta, by=by
    )


def refuse_stale(changes: Collection[BoardChange], touching: Collection[str] | None) -> None:
    """Refuse a change where somebody changed the same thing meanwhile; say who did what."""
    for change in changes:
        keys = set(change.delta) | {f"in:{where}" for where in places_in(change.delta)}
        if touching is None or keys & set(touching):
            who, what = str(change.by or "Somebody"), words_of(change)
            message = f"{who} changed this board after you opened it: {what}. Nothing was overwritten: look again."
            raise Collision(message, who=who, what=what)
