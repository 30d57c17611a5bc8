"""What a person may do with the films of a board, as intents: by name and neighbour, never by a row of a page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from matinee.kit.errors import Conflict, InvalidInput, NotFound
from matinee.programming.rules.state import BENCH, FREE, BoardState

Op = Literal["place", "pool", "bench", "lock", "lock_place", "lock_program", "order", "note"]


@dataclass(frozen=True, slots=True)
class Move:
    """One intent: what to do with which films, and where.

    ``before`` and ``after`` name the neighbour; ``position`` counts from 1 and is for forms that know no neighbour.
    ``on`` sets or lifts a lock. ``text`` is a note's, empty to take it away.
    """

    op: Op
    films: tuple[str, ...] = ()
    program: str = ""
    before: str = ""
    after: str = ""
    position: int | None = None
    on: bool = True
    text: str = ""
    why: str = ""
    author: int | None = None
    written_at: str = ""

    @property
    def keys(self) -> set[str]:
        """What of the board it touches, as in a difference."""
        if self.op == "note":
            return {f"note:{self.target}"}
        films = {f"film:{film}" for film in self.films}
        return films | ({f"program:{self.program}"} if self.op == "lock_program" else set())

    @property
    def target(self) -> str:
        """What a note is on."""
        return f"film:{self.films[0]}" if self.films else f"program:{self.program}"


def perform(here: BoardState, move: Move) -> BoardState:
    """Return the board after a move.

    Raises
    ------
    Conflict
        A lock is in the way.
    NotFound
        The program or the film is not on this board.
    """
    if move.program and move.program not in here.films:
        raise NotFound("This program is not on this board any more. Look at the board again.")
    new = here.copy()
    OPS[move.op](here, new, move)
    for where, films in new.films.items():
        new.films[where] = _in_their_places(here, where, films)
    return new


def _place(here: BoardState, new: BoardState, move: Move) -> None:
    """Put films side by side into a program, in the order they are named."""
    _refuse_locked_program(here, move.program)
    for film in move.films:
        _refuse_locked(here, film, leaves=here.where(film) != move.program)
    _take(new, move.films)
    order = new.films[move.program]
    at = _index(order, move)
    order[at:at] = move.films
    for film in move.films:
        stays = here.where(film) == move.program
        new.marks[film] = here.mark(film) | ({} if stays else {"why": move.why})


def _pool(here: BoardState, new: BoardState, move: Move) -> None:
    """Take films off the board and off the bench."""
    for film in move.films:
        if not here.where(film):
            raise NotFound(f"“{here.named(film)}” is not on this board any more. Look at the board again.")
        _refuse_locked(here, film)
    _take(new, move.films)


def _bench(here: BoardState, new: BoardState, move: Move) -> None:
    """Lay films on the bench."""
    for film in move.films:
        _refuse_locked(here, film, leaves=here.where(film) != BENCH)
    _take(new, move.films)
    order = new.films[BENCH]
    at = _index(order, move)
    order[at:at] = move.films


def _lock(here: BoardState, new: BoardState, move: Move) -> None:
    """Set or lift a lock of films: of the program they are in, or of their place in the order."""
    name = "is_locked" if move.op == "lock" else "is_place_locked"
    for film in move.films:
        if here.where(film) in {"", BENCH}:
            raise NotFound(f"“{here.named(film)}” is in no program. Place it first, then lock it.")
        new.marks[film] = here.mark(film) | {name: move.on}


def _lock_program(here: BoardState, new: BoardState, move: Move) -> None:
    new.programs[move.program] = here.programs[move.program] | {"is_locked": move.on}


def _order(here: BoardState, new: BoardState, move: Move) -> None:
    """Put a program's films, all of them and no others, into an order."""
    _refuse_locked_program(here, move.program)
    if sorted(move.films) != sorted(here.films[move.program]):
        raise InvalidInput("films", ", ".join(move.films), "Name every film of the program once.")
    new.films[move.program] = list(move.films)


def _note(_here: BoardState, new: BoardState, move: Move) -> None:
    """Write a note, or take it away."""
    text = " ".join(move.text.split())
    if text:
        new.notes[move.target] = {"text": text, "by": move.author, "at": move.written_at}
    else:
        new.notes.pop(move.target, None)


OPS: dict[str, Callable[[BoardState, BoardState, Move], None]] = {
    "place": _place,
    "pool": _pool,
    "bench": _bench,
    "lock": _lock,
    "lock_place": _lock,
    "lock_program": _lock_program,
    "order": _order,
    "note": _note,
}


def _take(state: BoardState, films: Sequence[str]) -> None:
    for where, codes in state.films.items():
        state.films[where] = [code for code in codes if code not in films]
    for film in films:
        state.marks.pop(film, None)


def _index(order: Sequence[str], move: Move) -> int:
    """Return where films go in: at their neighbour, at a number, or at the end."""
    if move.before in order:
        return order.index(move.before)
    if move.after in order:
        return order.index(move.after) + 1
    if move.position is not None:
        return max(0, min(len(order), move.position - 1))
    return len(order)


def _refuse_locked(here: BoardState, film: str, *, leaves: bool = True) -> None:
    where, mark = here.where(film), here.mark(film)
    if leaves and here.programs.get(where, FREE)["is_locked"]:
        raise Conflict(f"“{here.named(where)}” is locked, and “{here.named(film)}” with it. Unlock it first.")
    if leaves and mark["is_locked"]:
        raise Conflict(f"“{here.named(film)}” is locked in “{here.named(where)}”. Unlock it first.")
    if mark["is_place_locked"]:
        raise Conflict(f"“{here.named(film)}” is locked at its place in “{here.named(where)}”. Unlock it first.")


def _refuse_locked_program(here: BoardState, program: str) -> None:
    if here.programs.get(program, FREE)["is_locked"]:
        raise Conflict(f"“{here.named(program)}” is locked. Unlock it first.")


def _in_their_places(here: BoardState, where: str, films: list[str]) -> list[str]:
    """Let the others flow around films that keep their place: an opener opens, a closer closes."""
    before = here.films.get(where, [])
    pinned = [film for film in before if film in films and here.mark(film)["is_place_locked"]]
    if not pinned or films == before:
        return films
    slots: list[Any] = [None] * len(films)
    for film in pinned:
        at = before.index(film)
        from_end = len(before) - 1 - at
        wanted = at if at <= from_end else len(films) - 1 - from_end
        free = [n for n, one in enumerate(slots) if one is None]
        slots[min(free, key=lambda n: abs(n - wanted))] = film
    rest = iter(film for film in films if film not in pinned)
    return [film if film is not None else next(rest) for film in slots]
