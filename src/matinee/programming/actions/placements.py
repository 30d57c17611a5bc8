"""Films on a board one at a time, as commands and plain forms ask for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from matinee.accounts.models import User
from matinee.films.models import Film
from matinee.kit.errors import Conflict, NotFound
from matinee.programming.actions.moves import make_move
from matinee.programming.models import Benched, Lineup, Placement, Program
from matinee.programming.rules.operations import Move


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A film at its place, as ``replace_films`` wants it."""

    film: Film
    why: str = ""


@transaction.atomic
def place_film(  # noqa: PLR0913  a placement has these parts, all named
    *,
    program: Program,
    film: Film,
    by: User | None,
    position: int | None = None,
    lock: bool = False,
    version: int | None = None,
    why: str = "",
) -> Placement:
    """Place a film from the pool or the bench in a program, at the end or at a position (from 1).

    Raises
    ------
    NotFound
        The film is not at this festival.
    Conflict
        It is on this board already, the program is locked, or somebody moved the film since ``version``.
    """
    lineup = program.lineup
    there = Placement.objects.filter(program__lineup=lineup, film=film).select_related("program").first()
    if there is not None:
        raise Conflict(f"“{film}” is in “{there.program}” already. Move it instead.")
    move = Move("place", (film.code,), program.code, position=position, why=why)
    make_move(lineup=lineup, move=move, by=by, base=version)
    if lock:
        make_move(lineup=lineup, move=Move("lock", (film.code,)), by=by)
    return Placement.objects.get(program=program, film=film)


@transaction.atomic
def move_film(  # noqa: PLR0913  where from is the board's business, the rest is named
    *,
    lineup: Lineup,
    film: Film,
    to: Program,
    by: User | None,
    position: int | None = None,
    version: int | None = None,
) -> Placement:
    """Move a film to a position (from 1) of any program of the same board; to the end if none is given."""
    if to.lineup_id != lineup.pk:
        raise NotFound("This program is not on this board.")
    if not Placement.objects.filter(program__lineup=lineup, film=film).exists():
        raise NotFound(f"“{film}” is not on this board any more. Open the board again.")
    move = Move("place", (film.code,), to.code, position=position)
    make_move(lineup=lineup, move=move, by=by, base=version)
    return Placement.objects.get(program=to, film=film)


def remove_film(*, lineup: Lineup, film: Film, by: User | None, version: int | None = None) -> None:
    """Take a film off the board, back to the pool."""
    make_move(lineup=lineup, move=Move("pool", (film.code,)), by=by, base=version)


def bench_film(*, lineup: Lineup, film: Film, by: User | None, version: int | None = None) -> Benched:
    """Lay a film on the board's bench, from the pool or from a program: neither placed nor in the pool."""
    make_move(lineup=lineup, move=Move("bench", (film.code,)), by=by, base=version)
    return Benched.objects.get(lineup=lineup, film=film)


def lock_film(
    *, lineup: Lineup, film: Film, by: User | None, is_locked: bool = True, version: int | None = None
) -> Placement:
    """Say that a film stays in its program whatever the engine proposes, or let it go again."""
    return _locked(lineup, Move("lock", (film.code,), on=is_locked), film, by, version)


def lock_place(
    *, lineup: Lineup, film: Film, by: User | None, is_locked: bool = True, version: int | None = None
) -> Placement:
    """Say that a film keeps its place in the order of its program, or let it go again."""
    return _locked(lineup, Move("lock_place", (film.code,), on=is_locked), film, by, version)


def order_program(*, program: Program, films: Sequence[str], by: User | None, version: int | None = None) -> None:
    """Put a program's films, all of them and no others, into the order of these codes."""
    make_move(lineup=program.lineup, move=Move("order", tuple(films), program.code), by=by, base=version)


def write_note(  # noqa: PLR0913  a note is on one of two things
    *,
    lineup: Lineup,
    text: str,
    by: User | None,
    film: Film | None = None,
    program: Program | None = None,
    version: int | None = None,
) -> None:
    """Write the note on a film at this board, or on a program; an empty text takes it away."""
    films = (film.code,) if film else ()
    move = Move("note", films, program.code if program else "", text=text)
    make_move(lineup=lineup, move=move, by=by, base=version)


def replace_films(*, program: Program, places: Sequence[NewPlace]) -> None:
    """Give a program exactly these films in this order, inside a ``board_change``; who stays keeps its locks."""
    films = [new.film.pk for new in places]
    there = {row.film_id: row for row in Placement.objects.filter(program=program)}
    Placement.objects.filter(program=program).delete()
    Benched.objects.filter(lineup=program.lineup_id, film__in=films).delete()
    Placement.objects.bulk_create(
        Placement(
            program=program,
            film=new.film,
            position=n,
            is_locked=new.film.pk in there and there[new.film.pk].is_locked,
            is_place_locked=new.film.pk in there and there[new.film.pk].is_place_locked,
            why=new.why,
        )
        for n, new in enumerate(places, 1)
    )


def _locked(lineup: Lineup, move: Move, film: Film, by: User | None, version: int | None) -> Placement:
    make_move(lineup=lineup, move=move, by=by, base=version)
    return Placement.objects.get(program__lineup=lineup, film=film)
