"""Taking over what the engine proposed, film by film, by the rules of every move: what is locked stays, and is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from matinee.kit.errors import Conflict
from matinee.programming.rules.operations import Move, perform
from matinee.programming.rules.state import BoardState


@dataclass(slots=True)
class Taken:
    """A board after an adoption, and in words what could not be taken over."""

    state: BoardState
    left: list[str] = field(default_factory=list)


def take_over(
    here: BoardState, chosen: Mapping[str, Sequence[str]], gone: Mapping[str, str], whys: Mapping[str, str]
) -> Taken:
    """Give programs (by code) their proposed films in their order, as far as the board lets them.

    ``gone`` says of films that cannot be shown any more why; ``whys`` are the engine's reasons. Films that the proposal
    does not have in these programs go back to the pool, unless they are locked.
    """
    taken = Taken(here.copy())
    wanted: dict[str, list[str]] = {}
    for program, films in chosen.items():
        if program not in here.films:
            taken.left.append(_("A program of this proposal is no longer on the board; it was passed over."))
        elif here.programs[program]["is_locked"]:
            taken.left.append(_("“%(program)s” is locked and stays as it is.") % {"program": here.named(program)})
        else:
            wanted[program] = [film for film in films if film not in gone]
            taken.left += [gone[film] for film in films if film in gone]
    _clear(taken, wanted)
    for program, films in wanted.items():
        for film in films:
            if taken.state.where(film) != program:
                _try(taken, Move("place", (film,), program))
    _order(taken, wanted, whys)
    return taken


def _clear(taken: Taken, wanted: Mapping[str, Sequence[str]]) -> None:
    """Send home what these programs hold and nobody proposes for any of them; what is locked stays."""
    proposed = {film for films in wanted.values() for film in films}
    for program in wanted:
        for film in [film for film in taken.state.films[program] if film not in proposed]:
            _try(taken, Move("pool", (film,)))


def _order(taken: Taken, wanted: Mapping[str, Sequence[str]], whys: Mapping[str, str]) -> None:
    """Bring each program into the proposed order, who stayed though not proposed last; and write down the reasons."""
    for program, films in wanted.items():
        here = taken.state.films[program]
        order = [*(film for film in films if film in here), *(film for film in here if film not in films)]
        _try(taken, Move("order", tuple(order), program))
        for film in films:
            if film in here and whys.get(film):
                taken.state.marks[film] = taken.state.mark(film) | {"why": whys[film]}


def _try(taken: Taken, move: Move) -> None:
    """Make one move, or write down why not."""
    try:
        taken.state = perform(taken.state, move)
    except Conflict as refused:
        if refused.message not in taken.left:
            taken.left.append(refused.message)
