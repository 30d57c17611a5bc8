"""What stands beside a lineup: a promise that it keeps, and a draft in which a programmer tries another close."""

from matinee.accounts.models import User
from matinee.programming.actions import copy_lineup, order_program
from matinee.programming.actions.checks import oblige
from matinee.programming.models import Lineup
from matinee.programming.queries import board
from matinee.programming.states import ObligationKind

TITLE = "Another close"
REASON = "Its makers open the day; promised at the meeting in October"


def set_beside(lineup: Lineup, by: User) -> Lineup | None:
    """Promise the first film its place, and swap the last two of the last program in a draft; nothing where too few."""
    programs = [one for one in board(lineup).programs if one.films]
    if not programs or len(programs[-1].films) < 2:  # noqa: PLR2004  nothing to swap
        return None
    oblige(edition=lineup.edition, kind=ObligationKind.OPENS, film=programs[0].films[0].film, reason=REASON, by=by)
    draft = copy_lineup(lineup=lineup, title=TITLE, by=by)
    last = [one for one in board(draft).programs if one.films][-1]
    codes = [film.code for film in last.films]
    order_program(program=last.program, films=[*codes[:-2], codes[-1], codes[-2]], by=by)
    return draft
