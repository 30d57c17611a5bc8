"""Programs as columns: what one set of films is worth in one program, its best order and balance included.

Every column is scored once and remembered, so that a search may ask again and again.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from matinee.engine.blocks import order, trade
from matinee.engine.blocks.contract import values_of
from matinee.engine.blocks.likeness import incidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matinee.engine.blocks.model import Floats, Ints, Model

Column = tuple[int, tuple[int, ...]]  # a program and its units, ascending
KEEP = 400_000  # remembered order values; then forgotten all at once


class Goal(NamedTuple):
    """A target as an array."""

    has: Floats  # (films, values)
    need: int


class Columns:
    """The exact worth of columns of one model."""

    def __init__(self, model: Model) -> None:
        self.model = model
        problem = model.pool.problem
        self._weights = problem.weights
        self._orders: dict[tuple[int, tuple[int, ...]], float] = {}
        self.fixed = _positions(model)
        self.goals: dict[int | None, list[Goal]] = defaultdict(list)
        program_at = {program.id: p for p, program in enumerate(problem.programs)}
        for target in problem.targets:
            scope = None if target.program is None else program_at[target.program]
            has = incidence([values_of(problem.films[i], target.attribute) for i in model.pool.films])
            self.goals[scope].append(Goal(has, target.at_least_distinct))
        self.shortfall_points = self._weights.balance * trade.DISTINCT_POINTS
        self.minds_order = self._weights.order > 0 or any(self.fixed)

    def scores(self, columns: Sequence[Column]) -> Floats:
        """Return the points of each column, without the targets over all programs; -inf where locks forbid it."""
        result = np.zeros(len(columns))
        for where, p, units in _by_shape(columns):
            part = self.model.w[units[:, :, None], units[:, None, :]].sum(axis=(1, 2)) / 2
            result[where] = part + self.model.u[p[:, None], units].sum(axis=1)
        films = [self.model.films_of(units) for _, units in columns]
        if self.minds_order:
            result += self._ordered([p for p, _ in columns], films)
        if any(scope is not None for scope in self.goals):
            result -= [self._program_shortfall(p, f) for (p, _), f in zip(columns, films, strict=True)]
        return result

    def is_inside(self, column: Column) -> bool:
        """Say whether a column keeps its program's time, counts, permissions and pairs apart."""
        p, units = column
        m, chosen = self.model, list(units)
        time_s, count = m.t[chosen].sum(), m.c[chosen].sum()
        in_window = m.low_s[p] <= time_s <= m.high_s[p] and m.low_c[p] <= count <= m.high_c[p]
        return bool(in_window and m.is_allowed[p, chosen].all() and m.w[np.ix_(chosen, chosen)].sum() > -m.never / 2)

    def sequence(self, column: Column) -> list[int]:
        """Return the films of a column (positions in the pool) in their best order."""
        p, units = column
        films = sorted(self.model.films_of(units))
        if len(films) < 2 or not self.minds_order:  # noqa: PLR2004 (one film has one order)
            return films
        parts = order.pieces(self.model.pool, np.array([films]), order.locked(films, self.fixed[p]))
        found = order.best_order(parts) if len(films) <= order.EXACT_FILMS else order.long_order(parts)
        return [films[i] for i in found]

    def edition_shortfall(self, units: Iterable[int]) -> float:
        """Return the points lost on targets over all programs together."""
        goals = self.goals.get(None)
        return self._shortfall(goals, self.model.films_of(units)) if goals else 0.0

    def _program_shortfall(self, p: int, films: list[int]) -> float:
        goals = self.goals.get(p)
        return self._shortfall(goals, films) if goals else 0.0

    def _shortfall(self, goals: Sequence[Goal], films: list[int]) -> float:
        missing = sum(max(0, goal.need - int(goal.has[films].any(axis=0).sum())) for goal in goals)
        return self.shortfall_points * missing

    def _ordered(self, programs: list[int], films: list[list[int]]) -> Floats:
        keys = [(p if self.fixed[p] else -1, tuple(sorted(f))) for p, f in zip(programs, films, strict=True)]
        if len(self._orders) > KEEP:
            self._orders.clear()
        self._learn({key for key in keys if key not in self._orders})
        found = np.array([self._orders[key] for key in keys])
        return np.where(np.isneginf(found), found, self._weights.order * np.maximum(found, -1e9))

    def _learn(self, keys: set[tuple[int, tuple[int, ...]]]) -> None:
        """Find the best orders of new sets; sets of one size without locks go together."""
        groups: dict[int, list[tuple[int, ...]]] = defaultdict(list)
        for p, films in sorted(keys):
            if p >= 0 or len(films) < 2 or len(films) > order.EXACT_FILMS:  # noqa: PLR2004 (a pair)
                self._orders[p, films] = self._single(p, films)
            else:
                groups[len(films)].append(films)
        for m, sets in groups.items():
            found = order.values(order.pieces(self.model.pool, np.array(sets), order.free(m)))
            self._orders.update(zip(((-1, films) for films in sets), found.tolist(), strict=True))

    def _single(self, p: int, films: tuple[int, ...]) -> float:
        fixed = self.fixed[p] if p >= 0 else {}
        if len(films) < 2:  # noqa: PLR2004 (nothing to order)
            in_place = all(place in {0, -1} for film, place in fixed.items() if film in films)
            return (order.alone(self.model.pool, films[0]) if films else 0.0) if in_place else -np.inf
        parts = order.pieces(self.model.pool, np.array([films]), order.locked(films, fixed))
        if len(films) <= order.EXACT_FILMS:
            return float(order.values(parts)[0])
        return order.worth(parts, order.long_order(parts))


def _positions(model: Model) -> list[dict[int, int]]:
    """Return, for each program, the locked positions (from 0; -1 is the last) of films (by position in the pool)."""
    pool = model.pool
    at = {pool.problem.films[i].id: position for position, i in enumerate(pool.films)}
    program_at = {program.id: p for p, program in enumerate(pool.problem.programs)}
    fixed: list[dict[int, int]] = [{} for _ in pool.problem.programs]
    for lock in pool.problem.locks:
        if lock.position is not None and lock.film in at:
            fixed[program_at[lock.program]][at[lock.film]] = lock.position - (lock.position > 0)
    return fixed


def _by_shape(columns: Sequence[Column]) -> list[tuple[Ints, Ints, Ints]]:
    """Return columns of one size together: where they stand, their programs ``(b,)`` and units ``(b, m)``."""
    groups: dict[int, list[int]] = defaultdict(list)
    for where, (_, units) in enumerate(columns):
        groups[len(units)].append(where)
    return [
        (np.array(where), np.array([columns[c][0] for c in where]), np.array([columns[c][1] for c in where]))
        for m, where in groups.items()
        if m
    ]


def to_columns(model: Model, home: Ints) -> list[Column]:
    """Return the columns of a state, one for each program, from the program of each unit."""
    by_program = np.argsort(home, kind="stable")
    ends = np.searchsorted(home[by_program], np.arange(model.k + 1))
    return [(p, tuple(by_program[ends[p] : ends[p + 1]].tolist())) for p in range(model.k)]


def column_of(home: Ints, p: int) -> Column:
    """Return the column of one program of a state."""
    return p, tuple(np.flatnonzero(home == p).tolist())
