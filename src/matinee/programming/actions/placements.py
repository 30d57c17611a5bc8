"""Films on a board: placing, moving, ordering, locking, taking out."""

from collections.abc import Sequence
from dataclasses import dataclass

from matinee.accounts.models import User
from matinee.films.models import Film
from matinee.kit.errors import Conflict, InvalidInput, NotFound
from matinee.programming.actions.boards import board_change
from matinee.programming.models import Lineup, Placement, Program


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A film at its place, as ``replace_films`` wants it."""

    film: Film
    why: str = ""


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
    """Place a film in a program, at the end or at a position (from 1).

    Raises
    ------
    NotFound
        The film is not at this festival.
    Conflict
        It is on this board already, the program is locked, or the board has changed since ``version``.
    """
    if film.festival_id != program.lineup.edition.festival_id:
        raise NotFound("This film is not at this festival.")
    with board_change(lineup=program.lineup, verb="place_film", by=by, version=version, film=film.title) as row:
        _refuse_locked_program(program)
        there = Placement.objects.filter(program__lineup=row, film=film).select_related("program").first()
        if there is not None:
            raise Conflict(f"“{film}” is in “{there.program}” already. Move it instead.")
        placement = Placement(program=program, film=film, position=0, is_locked=lock, why=why)
        order = list(_places(program))
        order.insert(_index(position, len(order)), placement)
        placement.save()
        _number(order)
    return placement


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
    with board_change(lineup=lineup, verb="move_film", by=by, version=version, film=film.title, to=to.title) as row:
        placement = _place_of(row, film)
        if placement.program_id != to.pk:
            _refuse_locked(placement)
        _refuse_locked_program(to)
        left = placement.program
        order = [one for one in _places(to) if one.pk != placement.pk]
        order.insert(_index(position, len(order)), placement)
        placement.program = to
        placement.save()
        _number(order)
        if left.pk != to.pk:
            _number(_places(left))
    return placement


def remove_film(*, lineup: Lineup, film: Film, by: User | None, version: int | None = None) -> None:
    """Take a film off the board, back to the pool."""
    with board_change(lineup=lineup, verb="remove_film", by=by, version=version, film=film.title) as row:
        placement = _place_of(row, film)
        _refuse_locked(placement)
        placement.delete()
        _number(_places(placement.program))


def lock_film(
    *, lineup: Lineup, film: Film, by: User | None, is_locked: bool = True, version: int | None = None
) -> Placement:
    """Say that a film stays in its program whatever the engine proposes, or let it go again."""
    verb = "lock_film" if is_locked else "unlock_film"
    with board_change(lineup=lineup, verb=verb, by=by, version=version, film=film.title) as row:
        placement = _place_of(row, film)
        placement.is_locked = is_locked
        placement.save(update_fields=["is_locked", "changed_at"])
    return placement


def order_program(*, program: Program, films: Sequence[str], by: User | None, version: int | None = None) -> None:
    """Put a program's films, all of them and no others, into the order of these codes."""
    with board_change(lineup=program.lineup, verb="order_program", by=by, version=version, title=program.title):
        _refuse_locked_program(program)
        places = {place.film.code: place for place in _places(program)}
        if sorted(films) != sorted(places):
            raise InvalidInput("films", ", ".join(films), "Name every film of the program once.")
        _number([places[code] for code in films])


def replace_films(*, program: Program, places: Sequence[NewPlace]) -> None:
    """Give a program exactly these films in this order, inside a ``board_change``; who stays keeps the lock."""
    locked = set(Placement.objects.filter(program=program, is_locked=True).values_list("film", flat=True))
    Placement.objects.filter(program=program).delete()
    Placement.objects.bulk_create(
        Placement(program=program, film=new.film, position=n, is_locked=new.film.pk in locked, why=new.why)
        for n, new in enumerate(places, 1)
    )


def _places(program: Program) -> list[Placement]:
    return list(Placement.objects.filter(program=program).select_related("film").order_by("position", "pk"))


def _place_of(lineup: Lineup, film: Film) -> Placement:
    """Return where a film is on a board, or say that it is not there."""
    there = Placement.objects.filter(program__lineup=lineup, film=film)
    placement = there.select_related("program", "film").first()
    if placement is None:
        raise NotFound(f"“{film}” is not on this board any more. Open the board again.")
    return placement


def _refuse_locked(placement: Placement) -> None:
    if placement.is_locked or placement.program.is_locked:
        raise Conflict(f"“{placement.film}” is locked in “{placement.program}”. Unlock it first.")


def _refuse_locked_program(program: Program) -> None:
    if Program.objects.filter(pk=program.pk, is_locked=True).exists():
        raise Conflict(f"“{program}” is locked. Unlock it first.")


def _index(position: int | None, length: int) -> int:
    """Return where in a list a position from 1 is; anything beyond is the end."""
    return length if position is None else max(0, min(length, position - 1))


def _number(order: Sequence[Placement]) -> None:
    """Write positions 1, 2, 3 … where they differ."""
    for position, place in enumerate(order, 1):
        if place.position != position:
            place.position = position
            place.save(update_fields=["position", "changed_at"])
