"""From a JSON document to a `Problem` that contradicts itself nowhere in plain sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.blocks.contract import Problem
from matinee.engine.errors import BadInput
from matinee.engine.json_reader import read
from matinee.engine.json_schema import schema_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matinee.engine.blocks.contract import Forbid, Lock, Similarity

SYMMETRY = 1e-9


def schema() -> dict[str, object]:
    """Return the JSON Schema of a request."""
    return schema_of(Problem, "A request for programs of films (matinee-blocks/1)")


def parse(document: object) -> Problem:
    """Read a request; raises `BadInput` naming the JSON path.

    Rules that cannot be kept together are no bad input: the solver proves that and names them. Only locks
    that contradict each other are refused here, since each speaks of one film in one place.
    """
    problem = read(Problem, document)
    films = _unique([film.id for film in problem.films], "films", "film")
    programs = _unique([program.id for program in problem.programs], "programs", "program")
    for i, program in enumerate(problem.programs):
        _check_window(i, program.min_s, program.max_s, "min_s", "max_s")
        _check_window(i, program.min_films, program.max_films, "min_films", "max_films")
    _check_references(problem, films, programs)
    _check_locks(problem.locks)
    if problem.similarity is not None:
        _check_similarity(problem.similarity, films)
    return problem


def _unique(ids: Sequence[str], path: str, noun: str) -> set[str]:
    seen: set[str] = set()
    for i, one in enumerate(ids):
        if one in seen:
            raise BadInput(f"{path}[{i}].id", f"{one!r} names a second {noun}; every {noun} needs an id of its own")
        seen.add(one)
    return seen


def _check_window(index: int, low: int, high: int, low_key: str, high_key: str) -> None:
    if low > high:
        raise BadInput(f"programs[{index}].{low_key}", f"{low} is more than {high_key}, which is {high}")


def _check_references(problem: Problem, films: set[str], programs: set[str]) -> None:
    pairs: dict[str, Sequence[Lock | Forbid]] = {"locks": problem.locks, "forbid": problem.forbid}
    for key, places in pairs.items():
        for i, pair in enumerate(places):
            _known(pair.film, films, f"{key}[{i}].film", "film")
            _known(pair.program, programs, f"{key}[{i}].program", "program")
    for key, groups in (("together", problem.together), ("apart", problem.apart)):
        for i, group in enumerate(groups):
            _check_group(group, films, f"{key}[{i}]")
    for i, target in enumerate(problem.targets):
        if target.program is not None:
            _known(target.program, programs, f"targets[{i}].program", "program")


def _check_group(group: Iterable[str], films: set[str], path: str) -> None:
    members = list(group)
    for j, film in enumerate(members):
        _known(film, films, f"{path}[{j}]", "film")
    if len(set(members)) != len(members) or len(members) < 2:  # noqa: PLR2004 (a pair)
        raise BadInput(path, "names no two different films; give at least two, each once")


def _known(one: str, known: set[str], path: str, noun: str) -> None:
    if one not in known:
        raise BadInput(path, f"there is no {noun} with the id {one!r}")


def _check_locks(locks: Sequence[Lock]) -> None:
    place: dict[str, tuple[int, Lock]] = {}
    taken: dict[tuple[str, int], int] = {}
    for i, lock in enumerate(locks):
        before, earlier = place.setdefault(lock.film, (i, lock))
        places = {place for place in (earlier.position, lock.position) if place is not None}
        if earlier.program != lock.program or len(places) > 1:
            raise BadInput(
                f"locks[{i}]", f"film {lock.film!r} is locked elsewhere by locks[{before}]; keep one of the two"
            )
        if lock.position is None:
            continue
        if lock.position == 0:
            raise BadInput(f"locks[{i}].position", "0 is no position; count from 1, or from -1 for the last")
        holder = taken.setdefault((lock.program, lock.position), i)
        if locks[holder].film != lock.film:
            raise BadInput(
                f"locks[{i}].position",
                f"position {lock.position} of {lock.program!r} is locked for another film by locks[{holder}]",
            )


def _check_similarity(similarity: Similarity, films: set[str]) -> None:
    path = "similarity.ids"
    for i, one in enumerate(similarity.ids):
        _known(one, films, f"{path}[{i}]", "film")
    if len(set(similarity.ids)) != len(similarity.ids):
        raise BadInput(path, "names a film twice")
    missing = films.difference(similarity.ids)
    if missing:
        raise BadInput(path, f"the film {min(missing)!r} is missing; the matrix needs every film")
    if similarity.matrix.shape[0] != len(similarity.ids):
        raise BadInput("similarity.matrix", f"has {len(similarity.matrix)} rows for {len(similarity.ids)} ids")
    skew = np.abs(similarity.matrix - similarity.matrix.T)
    if skew.size and skew.max() > SYMMETRY:
        i, j = (int(x) for x in np.unravel_index(skew.argmax(), skew.shape))
        raise BadInput(f"similarity.matrix[{i}][{j}]", f"differs from [{j}][{i}]; the matrix must be symmetric")
