"""How two drafts of one edition differ, in steps that can each be taken over."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from matinee.programming.rules.board import BoardFilm, BoardProgram

Change = Literal["program_only_there", "program_only_here", "film_only_there", "film_only_here", "moved", "order"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is otherwise there; ``program`` is where it is here, ``other`` where it is there (codes).

    ``films`` are the codes it is about: one film, or for an order the films of the program as they stand there.
    """

    change: Change
    program: BoardProgram | None
    other: BoardProgram | None
    film: BoardFilm | None = None
    films: tuple[str, ...] = ()
    after: str = ""

    @property
    def key(self) -> str:
        """A name for it that stays while both drafts stay."""
        thing = self.film.code if self.film else (self.program or self.other).code  # type: ignore[union-attr]  # one of them is there
        return f"{self.change}-{thing}"


def twins_of(here: Sequence[BoardProgram], there: Sequence[BoardProgram]) -> dict[str, BoardProgram]:
    """Return for programs of a draft (codes) the same program of the other: of one short name, or of one title."""
    by_slug = {one.program.slug: one for one in there}
    by_title = {one.title.casefold(): one for one in there}
    found: dict[str, BoardProgram] = {}
    for one in here:
        twin = by_slug.get(one.program.slug) or by_title.get(one.title.casefold())
        if twin is not None and twin not in found.values():
            found[one.code] = twin
    return found


def differences(here: Sequence[BoardProgram], there: Sequence[BoardProgram]) -> list[Difference]:
    """Return what would make ``here`` like ``there``, program by program in the order of the day."""
    twins = twins_of(here, there)
    back = {twin.code: one for one in here if (twin := twins.get(one.code))}
    found = [Difference("program_only_there", None, one) for one in there if one.code not in back]
    found += _films(here, there, back)
    for one in here:
        twin = twins.get(one.code)
        if twin is None:
            found.append(Difference("program_only_here", one, None))
        else:
            found += _order(one, twin)
    return found


def _films(
    here: Sequence[BoardProgram], there: Sequence[BoardProgram], back: Mapping[str, BoardProgram]
) -> Iterator[Difference]:
    """Yield the films that are only on one side, or in another program."""
    where_here = {film.code: one for one in here for film in one.films}
    where_there = {film.code: one for one in there for film in one.films}
    for one in there:
        for n, film in enumerate(one.films):
            now, target = where_here.get(film.code), back.get(one.code)
            after = one.films[n - 1].code if n else ""
            if now is None:
                yield Difference("film_only_there", target, one, film, (film.code,), after)
            elif target is None or now.code != target.code:
                yield Difference("moved", now, one, film, (film.code,), after)
    for one in here:
        for film in one.films:
            if film.code not in where_there:
                yield Difference("film_only_here", one, None, film, (film.code,))


def _order(one: BoardProgram, twin: BoardProgram) -> Iterator[Difference]:
    """Yield that films which are in a program on both sides stand in another order."""
    mine = [film.code for film in one.films]
    both = [film.code for film in twin.films if film.code in mine]
    if both != [code for code in mine if code in both]:
        rest = iter(both)
        films = tuple(next(rest) if code in both else code for code in mine)
        yield Difference("order", one, twin, None, films)
