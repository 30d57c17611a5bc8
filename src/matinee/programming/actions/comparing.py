"""Taking one difference between two drafts over into one of them."""

from matinee.accounts.models import User
from matinee.kit.errors import Conflict
from matinee.programming.actions.moves import make_move
from matinee.programming.actions.programs import add_program, remove_program
from matinee.programming.models import Lineup, Program
from matinee.programming.queries import boards
from matinee.programming.rules.comparing import Difference, differences, twins_of
from matinee.programming.rules.operations import Move
from matinee.programming.states import ProgramKind


def take_difference(*, lineup: Lineup, other: Lineup, key: str, by: User | None) -> Difference:
    """Make one thing of a draft as it is in another draft of the same edition; undone like any move of the board.

    Raises
    ------
    Conflict
        The drafts do not differ in this any more, or the program it goes into is not there yet.
    """
    here, there = boards(lineup.edition, [lineup, other])
    found = next((one for one in differences(here.programs, there.programs) if one.key == key), None)
    if found is None:
        raise Conflict("The drafts do not differ in this any more. Look at the page again.")
    if found.film is not None or found.change == "order":
        twin = {one.code: mine for mine, one in _pairs(lineup, other)} if found.other else {}
        make_move(lineup=lineup, move=_move(found, twin), by=by)
    elif found.other is not None:
        _add(lineup, found.other.program, by)
    elif found.program is not None:
        remove_program(program=found.program.program, by=by)
    return found


def _pairs(lineup: Lineup, other: Lineup) -> list[tuple[str, Program]]:
    """Return the codes of a draft's programs, each with the same program of the other draft."""
    here, there = boards(lineup.edition, [lineup, other])
    return [(code, twin.program) for code, twin in twins_of(here.programs, there.programs).items()]


def _move(found: Difference, mine: dict[str, str]) -> Move:
    """Return the move that takes a difference over."""
    if found.change == "order":
        return Move("order", found.films, program=found.program.code if found.program else "")
    if found.other is None:
        return Move("pool", found.films)
    target = mine.get(found.other.code)
    if target is None:
        raise Conflict(f"Take the program “{found.other.title}” over first; then its films can follow.")
    first = "" if found.after else "1"
    return Move("place", found.films, program=target, after=found.after, position=1 if first else None)


def _add(lineup: Lineup, model: Program, by: User | None) -> None:
    """Add an empty program like another one."""
    columns = ("about", "slug", "min_s", "max_s", "min_films", "max_films")
    fields = {name: getattr(model, name) for name in columns}
    add_program(lineup=lineup, title=model.title, kind=ProgramKind(model.kind), strand=model.strand, by=by, **fields)
