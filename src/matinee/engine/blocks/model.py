"""A request as arrays: what the search reckons with.

Films that must be *together* become one **unit**. In the symbols of ``docs/engine/blocks.md``: units ``i,
j`` of ``n``, programs ``p`` of ``k``, pair points ``w_ij``, single points ``u_pi``, seconds ``t_i``, films
``c_i``.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from matinee.engine.blocks import trade
from matinee.engine.blocks.contract import values_of
from matinee.engine.blocks.likeness import twins

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from matinee.engine.blocks.contract import Problem
    from matinee.engine.blocks.likeness import Likeness

    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]
    Bools = NDArray[np.bool_]

NEVER = 1e6  # times the largest points: what a forbidden choice costs inside the search


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """The films a search may choose from, as arrays over films."""

    problem: Problem
    films: Ints  # indices into problem.films
    s: Floats  # likeness, (films, films)
    g: Floats  # how well they go together, (films, films)
    time_s: Ints  # running time and gap, (films,)
    marks: Floats  # q, the cut where there is no score
    heft: Floats  # h, 0 where there is no weight
    length: Floats  # logarithm of the running time
    clash: Floats  # what two neighbours cost by the rules they break, (films, films)


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """The hard rules as arrays over units and programs."""

    members: tuple[tuple[int, ...], ...]  # positions in pool.films of each unit
    t: Floats  # (n,)
    c: Floats  # (n,)
    is_allowed: Bools  # (k, n)
    must: Bools  # (n,) may not stay on the bench
    low_s: Floats
    high_s: Floats
    low_c: Floats
    high_c: Floats

    @property
    def n(self) -> int:
        """Return the number of units."""
        return len(self.t)

    @property
    def k(self) -> int:
        """Return the number of programs."""
        return len(self.low_s)

    def films_of(self, units: Iterable[int]) -> list[int]:
        """Return positions in the pool of the films of these units."""
        return [film for unit in units for film in self.members[unit]]


@dataclass(frozen=True, slots=True, eq=False)
class Model(Frame):
    """The hard rules and the points; forbidden choices cost ``never``."""

    pool: Pool
    w: Floats  # (n, n), zero diagonal
    u: Floats  # (k, n)
    never: float


def make_pool(problem: Problem, likeness: Likeness, films: Ints) -> Pool:
    """Return the arrays over some films of a request."""
    chosen = [problem.films[i] for i in films]
    s = likeness.matrix(films)
    running_s = np.array([film.running_time_s for film in chosen], dtype=np.intp)
    heft = np.array([film.weight or 0.0 for film in chosen], dtype=np.float64)
    heavy, long = heft >= trade.HEAVY, running_s > trade.LONG_S
    clash = trade.HEAVY_PAIR * np.outer(heavy, heavy) + trade.LONG_PAIR * np.outer(long, long)
    clash += trade.TWIN_PAIR * twins(chosen, s)
    np.fill_diagonal(clash, 0.0)
    marks = np.array([trade.CUT if film.score is None else film.score for film in chosen], dtype=np.float64)
    g, length = likeness.pairs(films, s), np.log(running_s)
    return Pool(problem, films, s, g, running_s + problem.gap_s, marks, heft, length, clash)


def make_model(problem: Problem, likeness: Likeness, films: Ints | None = None) -> Model:
    """Compile a request (or some films of it) for the search."""
    films = np.arange(len(problem.films)) if films is None else films
    pool = make_pool(problem, likeness, films)
    frame = make_frame(problem, films)
    join = _join(frame.members, len(films))
    w = np.asarray(join @ (join @ _pair_points(pool)).T)
    u = np.asarray((join @ _single_points(pool, likeness).T).T) + np.diag(w)[None, :] / 2
    np.fill_diagonal(w, 0.0)
    never = NEVER * (1.0 + np.abs(w).max(initial=0.0) + np.abs(u).max(initial=0.0))
    for i, j in _apart(problem, films, frame.members):
        if i != j:
            w[i, j] = w[j, i] = -never
    u[~frame.is_allowed] -= never
    rules = {field.name: getattr(frame, field.name) for field in fields(frame)}
    return Model(**rules, pool=pool, w=w, u=u, never=never)


def make_frame(problem: Problem, films: Ints) -> Frame:
    """Compile the hard rules alone, without anything of the size films x films."""
    members = _units(problem, films)
    join = _join(members, len(films))
    seconds = np.array([problem.films[i].running_time_s + problem.gap_s for i in films], dtype=np.float64)
    size = join @ np.ones(len(films))
    allowed = np.asarray(size[None, :] == (join @ _allowed(problem, films).T.astype(np.float64)).T)
    for i, j in _apart(problem, films, members):
        if i == j:
            allowed[:, i] = False  # together and apart at once: nowhere
    high_c = np.array([p.max_films for p in problem.programs], dtype=np.float64)
    must = np.asarray(join @ _must(problem, films) > 0)
    return Frame(members, join @ seconds, size, allowed, must, *_windows(problem), _least_films(problem), high_c)


def _join(members: Sequence[Sequence[int]], films: int) -> sparse.csr_array:
    """Return which unit has which film, shape ``(units, films)``."""
    unit = [u for u, group in enumerate(members) for _ in group]
    film = [position for group in members for position in group]
    return sparse.csr_array((np.ones(films), (unit, film)), shape=(len(members), films))


def _pair_points(pool: Pool) -> Floats:
    weights = pool.problem.weights
    redundant = np.where(pool.s > trade.ALIKE, 1 + trade.ALIKE_SLOPE * (pool.s - trade.ALIKE), 0.0)
    w = weights.cohesion * pool.g - weights.redundancy * redundant
    np.fill_diagonal(w, 0.0)
    return np.asarray(w)


def _single_points(pool: Pool, likeness: Likeness) -> Floats:
    weights = pool.problem.weights
    minutes = (pool.time_s - pool.problem.gap_s) / 60
    quality = (pool.marks - trade.CUT) * minutes / trade.QUALITY_MINUTES
    return np.asarray(weights.quality * quality[None, :] + weights.about * likeness.about()[:, pool.films])


def _units(problem: Problem, films: Ints) -> tuple[tuple[int, ...], ...]:
    """Join films that must be together; units are in the order of their first film."""
    at = {problem.films[i].id: position for position, i in enumerate(films)}
    leader = list(range(len(films)))

    def find(position: int) -> int:
        while leader[position] != position:
            position = leader[position]
        return position

    for group in problem.together:
        positions = [find(at[film]) for film in group if film in at]
        for position in positions:
            leader[find(position)] = min(positions)
    joined: dict[int, list[int]] = {}
    for position in range(len(films)):
        joined.setdefault(find(position), []).append(position)
    return tuple(tuple(group) for _, group in sorted(joined.items()))


def _allowed(problem: Problem, films: Ints) -> Bools:
    """Return where each film may stand, by strands, forbidden pairs and locks; shape ``(programs, films)``."""
    at = {problem.films[i].id: position for position, i in enumerate(films)}
    program_at = {program.id: p for p, program in enumerate(problem.programs)}
    allowed = np.ones((len(problem.programs), len(films)), dtype=np.bool_)
    strands = [values_of(problem.films[i], "strands") for i in films]
    for p, program in enumerate(problem.programs):
        if program.strand is not None:
            wanted = program.strand.strip().casefold()
            allowed[p] = [wanted in mine for mine in strands]
    for pair in problem.forbid:
        if pair.film in at:
            allowed[program_at[pair.program], at[pair.film]] = False
    for lock in problem.locks:
        if lock.film in at:
            p = program_at[lock.program]
            allowed[np.arange(len(allowed)) != p, at[lock.film]] = False
    return allowed


def _apart(problem: Problem, films: Ints, members: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of units that may not share a program."""
    unit_of = {problem.films[films[film]].id: u for u, group in enumerate(members) for film in group}
    for group in problem.apart:
        units = [unit_of[film] for film in group if film in unit_of]
        yield from combinations(units, 2)


def _must(problem: Problem, films: Ints) -> Floats:
    locked = {lock.film for lock in problem.locks}
    chosen: Sequence[bool] = [
        problem.select == "all" or problem.films[i].must_play or problem.films[i].id in locked for i in films
    ]
    return np.array(chosen, dtype=np.float64)


def _windows(problem: Problem) -> tuple[Floats, Floats]:
    low = np.array([program.min_s for program in problem.programs], dtype=np.float64)
    return low, np.array([program.max_s for program in problem.programs], dtype=np.float64)


def _least_films(problem: Problem) -> Floats:
    """Return the fewest films of each program: its own minimum, or as many as its locked positions need."""
    least = {program.id: program.min_films for program in problem.programs}
    for lock in problem.locks:
        least[lock.program] = max(least[lock.program], abs(lock.position or 0))
    return np.array([least[program.id] for program in problem.programs], dtype=np.float64)
