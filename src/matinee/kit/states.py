"""A table of allowed moves, and the one check of it."""

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

from django.utils.translation import gettext as _

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
    ways = ", ".join(sorted(str(state.value) for state in allowed)) or _("nothing: this is its end")
    says = {"what": what, "here": here.value, "to": to.value, "ways": ways}
    raise WrongState(_("%(what)s is “%(here)s” and cannot become “%(to)s”. It can become: %(ways)s.") % says)
