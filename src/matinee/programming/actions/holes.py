"""A hole that a declined invitation leaves: the next film comes into it, in one change that can be undone."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.films.models import Film
from matinee.kit.errors import Conflict, NotFound
from matinee.programming.actions.boards import hold, refuse_stale, write_down
from matinee.programming.actions.rows import meet, write
from matinee.programming.models import Lineup
from matinee.programming.queries.history import changes_since
from matinee.programming.queries.invitations import offers_of
from matinee.programming.queries.state import load
from matinee.programming.rules.operations import Move, perform
from matinee.programming.rules.state import BENCH, delta_of
from matinee.programming.states import OfferState


@transaction.atomic
def fill_hole(  # noqa: PLR0913  all named
    *,
    lineup: Lineup,
    gone: Film,
    film: Film,
    by: User | None,
    position: int | None = None,
    version: int | None = None,
    why: str = "",
) -> Lineup:
    """Put a film into the program of one whose makers declined, at a position (from 1) or at the same place.

    The locks of the film that goes are lifted: its makers have decided.

    Raises
    ------
    Conflict
        Its makers have not declined, somebody moved one of the two since ``version``, or the program is locked.
    NotFound
        The film that goes is not on this board.
    """
    row = hold(lineup)
    _refuse_answered(row, gone)
    if version is not None and version < row.version:
        refuse_stale(changes_since(row, version), {f"film:{gone.code}", f"film:{film.code}"})
    here = load(row)
    meet(here, [film.code])
    program = here.state.where(gone.code)
    if program in {"", BENCH}:
        raise NotFound(_("“%(film)s” is not on this board any more. Look at the board again.") % {"film": gone})
    if here.state.where(film.code) not in {"", BENCH}:
        raise Conflict(_("“%(film)s” is on this board already. Move it instead.") % {"film": film})
    at = position or here.state.films[program].index(gone.code) + 1
    new = here.state.copy()
    new.marks[gone.code] = new.mark(gone.code) | {"is_locked": False, "is_place_locked": False}
    new = perform(new, Move("pool", (gone.code,)))
    new = perform(new, replace(Move("place", (film.code,), program, why=why), position=at))
    write(here, new)
    said = {"films": [film.title], "program": new.named(program), "gone": gone.title}
    write_down(here, delta_of(here.state, new), verb="fill_hole", by=by, said=said)
    lineup.version, lineup.state = row.version, row.state
    return row


def _refuse_answered(lineup: Lineup, gone: Film) -> None:
    """Refuse to take a film out whose makers have not declined."""
    offer = offers_of(lineup.edition, [gone]).get(gone.pk)
    if offer is None or offer.state != OfferState.DECLINED:
        raise Conflict(_("The makers of “%(film)s” have not declined. Look at the board again.") % {"film": gone})
