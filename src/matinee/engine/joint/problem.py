"""The contract `matinee-joint/1`: a request for blocks, one for a grid, and the makers who tie them together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from matinee.engine import blocks, grid
from matinee.engine.blocks import Problem  # noqa: TC001 (the reader of contracts needs it at run time)
from matinee.engine.errors import BadInput
from matinee.engine.grid import GridProblem  # noqa: TC001 (as above)
from matinee.engine.grid.contract import NAME, NAMES, WINDOWS, WORDS, Duty, Person
from matinee.engine.json_reader import limits, read, shown
from matinee.engine.json_schema import schema_of
from matinee.engine.references import numbered, require_known

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


FORMAT = "matinee-joint/1"
OBJECT = {"type": "object"}


@dataclass(frozen=True, slots=True)
class Maker:
    """Somebody who comes with films, and when they are there (null: always); missed they count as ``guests`` people."""

    id: str = field(metadata=NAME)
    films: tuple[str, ...] = field(metadata=NAMES)
    title: str = field(default="", metadata=WORDS)
    windows: tuple[tuple[int, int], ...] | None = field(default=None, metadata=WINDOWS)
    is_hard: bool = False
    showings: Literal["every", "first", "any"] = "every"
    guests: int = field(default=1, metadata=limits(minimum=0, maximum=1000))


def _read_blocks(value: object, path: str) -> Problem:
    try:
        return blocks.parse(value)
    except BadInput as error:
        raise _inside(path, error) from error


def _read_grid(value: object, path: str) -> GridProblem:
    try:
        return grid.parse(value)
    except BadInput as error:
        raise _inside(path, error) from error


def _inside(path: str, error: BadInput) -> BadInput:
    """Return what is wrong with a request, at its place in the whole document."""
    return BadInput(f"{path}.{error.path}" if error.path else path, error.problem)


@dataclass(frozen=True, slots=True)
class JointProblem:
    """Both requests; a program of ``blocks`` is the event of ``grid`` with the same id.

    ``grid_share`` is what a point of the grid is worth in points of the blocks.
    """

    format: Literal["matinee-joint/1"]
    blocks: Problem = field(metadata=limits(reader=_read_blocks, schema=OBJECT, about="as matinee-blocks/1"))
    grid: GridProblem = field(metadata=limits(reader=_read_grid, schema=OBJECT, about="as matinee-grid/1"))
    makers: tuple[Maker, ...] = field(default=(), metadata=limits(max_items=20_000))
    grid_share: float = field(default=0.1, metadata=limits(minimum=0, maximum=1000))


def parse(document: object) -> JointProblem:
    """Read and check a document."""
    problem = read(JointProblem, document)
    numbered([maker.id for maker in problem.makers], "makers[{}].id")
    films = {film.id for film in problem.blocks.films}
    for i, maker in enumerate(problem.makers):
        require_known(maker.films, films, f"makers[{i}].films[{{}}]")
        for w, (start, end) in enumerate(maker.windows or ()):
            if end < start:
                raise BadInput(f"makers[{i}].windows[{w}][1]", f"{end} is before {start}, where it begins")
    known = {person.id for person in problem.grid.people}
    for i, maker in enumerate(problem.makers):
        if maker.id in known:
            raise BadInput(f"makers[{i}].id", f"{shown(maker.id)} is one of grid.people too; give each its own")
    events = {event.id for event in problem.grid.events}
    require_known([program.id for program in problem.blocks.programs], events, "blocks.programs[{}].id")
    return problem


def with_makers(problem: JointProblem, programs: Mapping[str, Sequence[str]]) -> GridProblem:
    """Return the request for a grid with the makers at the programs their films are in."""
    home = {film: program for program, films in programs.items() for film in films}
    people = [person for person in (_person(maker, home) for maker in problem.makers) if person.roles]
    return replace(problem.grid, people=(*problem.grid.people, *people))


def _person(maker: Maker, home: Mapping[str, str]) -> Person:
    events = dict.fromkeys(home[film] for film in maker.films if film in home)
    duties = tuple(Duty(event=event, showings=maker.showings, guests=maker.guests) for event in events)
    return Person(id=maker.id, roles=duties, title=maker.title, windows=maker.windows, is_hard=maker.is_hard)


def compose(grid_document: object, blocks_document: object) -> dict[str, object]:
    """Return one document of a grid's (its ``makers`` apart) and a blocks'."""
    if not isinstance(grid_document, dict):
        raise BadInput("", f"{shown(grid_document)} is not an object with the keys of matinee-grid/1")
    rest = {key: value for key, value in grid_document.items() if key != "makers"}
    makers = grid_document.get("makers", [])
    return {"format": FORMAT, "grid": rest, "blocks": blocks_document, "makers": makers}


def schema() -> dict[str, object]:
    """Return the JSON Schema of the input; ``blocks`` and ``grid`` have schemas of their own."""
    return schema_of(JointProblem, FORMAT)
