"""What a check sees, before the festival says how serious it is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from matinee.programming.rules.board import BoardFilm, BoardProgram
from matinee.programming.rules.book import Rulebook
from matinee.programming.states import CheckKind


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a check sees: in words, and where."""

    check: CheckKind
    text: str
    program: str = ""
    film: str = ""


Check = Callable[[BoardProgram, Rulebook], Iterator[Found]]
WholeCheck = Callable[[Sequence[BoardProgram], Rulebook], Iterator[Found]]


def is_heavy(film: BoardFilm, book: Rulebook) -> bool:
    """Tell whether a film weighs so much that another heavy one must not follow."""
    return film.weight is not None and film.weight >= book.number(CheckKind.HEAVY_NEIGHBOURS)


def minutes(seconds: int) -> str:
    """Return minutes with the seconds left over, as a clock shows them: ``95:20``."""
    return f"{seconds // 60}:{seconds % 60:02d}" if seconds % 60 else str(seconds // 60)
