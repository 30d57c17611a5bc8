"""The hard rules of a request, one by one: rows over ``x_pi`` (program p holds film i, index ``p n + i``) and words."""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import sparse

from matinee.engine.blocks.contract import values_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matinee.engine.blocks.contract import Problem
    from matinee.engine.blocks.model import Floats


class Rule(NamedTuple):
    """``low <= rows @ x <= high``, and how a programmer would say it."""

    words: str
    rows: sparse.csr_array
    low: Floats
    high: Floats


class Row(NamedTuple):
    """One limit: ``low <= sum of c x_c <= high``."""

    of: dict[int, float]
    low: float = -np.inf
    high: float = np.inf


class _Rows:
    """Builds rows for one request."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.n, self.k = len(problem.films), len(problem.programs)
        self.film_at = {film.id: i for i, film in enumerate(problem.films)}
        self.program_at = {program.id: p for p, program in enumerate(problem.programs)}
        self.names = {film.id: film.name for film in problem.films}
        self.programs = {program.id: program.name for program in problem.programs}

    def rule(self, words: str, *limits: Row) -> Rule:
        entries = [(r, c, value) for r, row in enumerate(limits) for c, value in row.of.items()]
        r, c, value = (list(column) for column in zip(*entries, strict=True)) if entries else ([], [], [])
        matrix = sparse.csr_array((value, (r, c)), shape=(len(limits), self.n * self.k), dtype=np.float64)
        return Rule(words, matrix, np.array([row.low for row in limits]), np.array([row.high for row in limits]))

    def cell(self, film: str, program: str) -> int:
        return self.program_at[program] * self.n + self.film_at[film]

    def everywhere(self, i: int) -> dict[int, float]:
        return {p * self.n + i: 1.0 for p in range(self.k)}


def rules_of(problem: Problem) -> list[Rule]:
    """Return every hard rule but "one program a film", those people would rather bend last at the front."""
    rows = _Rows(problem)
    return list(chain(_windows(rows), _strands(rows), _films(rows), _locks(rows), _groups(rows)))


def minutes(seconds: float) -> str:
    """Return a length of time as a programmer says it."""
    whole, rest = divmod(round(seconds), 60)
    return f"{whole} min {rest} s" if rest else f"{whole} min"


def _windows(rows: _Rows) -> Iterator[Rule]:
    problem, n = rows.problem, rows.n
    total_s = sum(film.running_time_s + problem.gap_s for film in problem.films)
    few = ""
    if total_s < sum(program.min_s for program in problem.programs):
        few = f" (all {n} films together: {minutes(total_s)} with gaps)"
    for p, program in enumerate(problem.programs):
        time = {p * n + i: float(film.running_time_s + problem.gap_s) for i, film in enumerate(problem.films)}
        count = {p * n + i: 1.0 for i in range(n)}
        if program.min_s > 0:
            yield rows.rule(
                f"{program.name} runs at least {minutes(program.min_s)}{few}.", Row(time, low=program.min_s)
            )
        yield rows.rule(f"{program.name} runs at most {minutes(program.max_s)}.", Row(time, high=program.max_s))
        if program.min_films > 0:
            yield rows.rule(
                f"{program.name} has at least {program.min_films} films.", Row(count, low=program.min_films)
            )
        if program.max_films < n:
            yield rows.rule(
                f"{program.name} has at most {program.max_films} films.", Row(count, high=program.max_films)
            )


def _strands(rows: _Rows) -> Iterator[Rule]:
    for p, program in enumerate(rows.problem.programs):
        if program.strand is None:
            continue
        wanted = program.strand.strip().casefold()
        outside = [i for i, film in enumerate(rows.problem.films) if wanted not in values_of(film, "strands")]
        eligible = f"{rows.n - len(outside)} of {rows.n} are"
        words = f"{program.name} shows only films of the strand {program.strand}; {eligible}."
        yield rows.rule(words, Row({p * rows.n + i: 1.0 for i in outside}, high=0.0))


def _films(rows: _Rows) -> Iterator[Rule]:
    problem = rows.problem
    if problem.select == "all" and problem.films:
        total_s = sum(film.running_time_s + problem.gap_s for film in problem.films)
        words = f"Every film is to be placed ({rows.n} films, {minutes(total_s)} with gaps)."
        yield rows.rule(words, *(Row(rows.everywhere(i), low=1.0) for i in range(rows.n)))
    for i, film in enumerate(problem.films):
        if film.must_play:
            yield rows.rule(f"{film.name} must play.", Row(rows.everywhere(i), low=1.0))


def position_in_words(position: int) -> str:
    """Say where in an order a position is: from 1, or from -1 for the last."""
    if position == -1:
        return "as the last film"
    return f"at position {position}" if position > 0 else f"at position {-position} from the end"


def _locks(rows: _Rows) -> Iterator[Rule]:
    for lock in rows.problem.locks:
        here = Row({rows.cell(lock.film, lock.program): 1.0}, low=1.0)
        p = rows.program_at[lock.program]
        count = {p * rows.n + i: 1.0 for i in range(rows.n)}
        place = "" if lock.position is None else f" {position_in_words(lock.position)}"
        words = f"{rows.names[lock.film]} is locked to {rows.programs[lock.program]}{place}."
        yield rows.rule(words, here, Row(count, low=abs(lock.position or 0)))
    for pair in rows.problem.forbid:
        words = f"{rows.names[pair.film]} must not be in {rows.programs[pair.program]}."
        yield rows.rule(words, Row({rows.cell(pair.film, pair.program): 1.0}, high=0.0))


def _groups(rows: _Rows) -> Iterator[Rule]:
    for group in rows.problem.together:
        names = " and ".join(rows.names[film] for film in group)
        pairs = pairwise(group)
        same = [
            Row({a: 1.0, b: -1.0}, 0.0, 0.0) for a, b in chain.from_iterable(_beside(rows, *pair) for pair in pairs)
        ]
        yield rows.rule(f"{names} are in one program, or all left out.", *same)
    for group in rows.problem.apart:
        names = " and ".join(rows.names[film] for film in group)
        cells = [{rows.cell(film, program.id): 1.0 for film in group} for program in rows.problem.programs]
        yield rows.rule(f"{names} are not in one program.", *(Row(cell, high=1.0) for cell in cells))


def _beside(rows: _Rows, film: str, other: str) -> Iterator[tuple[int, int]]:
    for program in rows.problem.programs:
        yield rows.cell(film, program.id), rows.cell(other, program.id)
