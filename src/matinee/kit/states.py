"""A table of allowed moves, and the one check of it."""

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

from matinee.kit.errors import WrongState

S = TypeVar("S", bound=Enum)


def check_move(moves: Mapping[S, frozenset[S]], here: S, to: S, what: str) -> None:
    """Refuse a move that the table does not allow.

    Raises
    ------
    WrongState
        With the states that are reachable from here.
    """
    allowed = moves.get(here, frozenset())
    if to in allowed:
        return
    ways = ", ".join(sorted(str(state.value) for state in allowed)) or "nothing: this is its end"
    raise WrongState(f"{what} is “{here.value}” and cannot become “{to.value}”. It can become: {ways}.")
