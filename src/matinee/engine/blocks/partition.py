"""Set partitioning over a pool of columns: the best programs that were seen, put together at their best.

Maximise ``sum_c score_c x_c - lost`` with one column for each program and each unit in at most one column (exactly one
where it must play). The linear relaxation is almost tight for this kind of problem, and its reduced costs throw most
columns out.

References
----------
E. Balas, M. W. Padberg, 1976, https://doi.org/10.1137/1018115

"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import sparse

from matinee.engine.blocks import trade
from matinee.engine.highs import Rows, choose, relax

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.blocks.columns import Column, Columns
    from matinee.engine.blocks.model import Bools, Floats, Ints
    from matinee.engine.stop import Stop

MOST_COLUMNS = 1_500  # in the integer program


class Pool(NamedTuple):
    """Columns and their scores."""

    columns: Sequence[Column]
    scores: Floats


class Found(NamedTuple):
    """The best columns together, and whether the pool holds nothing better (None: nothing beats the incumbent)."""

    columns: list[Column] | None
    is_proven: bool


class Goals(NamedTuple):
    """The targets over all programs as more variables (seen values, shortfalls) and rows."""

    rows: Rows
    gain: Floats
    most: Floats


def rows_of(columns: Sequence[Column], k: int, n: int) -> sparse.csc_array:
    """Return the matrix of programs (first k rows) and units (next n rows) by columns."""
    inside = [row for p, units in columns for row in (p, *(k + unit for unit in units))]
    ends = np.cumsum([0, *(1 + len(units) for _, units in columns)])
    return sparse.csc_array((np.ones(len(inside)), np.array(inside), ends), shape=(k + n, len(columns)))


def full_rows(must: Bools, k: int) -> Bools:
    """Return which rows are met exactly: every program is filled once, and who must play is placed."""
    return np.concatenate([np.ones(k, dtype=np.bool_), must])


def partition(columns: Columns, pool: Pool, incumbent: float, stop: Stop, most: int = MOST_COLUMNS) -> Found:
    """Return columns that may beat ``incumbent``, one for each program, looking at no more than ``most`` of them."""
    model = columns.model
    rows = rows_of(pool.columns, model.k, model.n)
    master = relax(pool.scores, rows, full_rows(model.must, model.k))
    if master is None or master.value <= incumbent + trade.SAME:
        return Found(None, is_proven=True)
    reduced = pool.scores - rows.T @ master.prices
    hopeful = np.flatnonzero(reduced >= incumbent - master.value - trade.SAME)
    kept = hopeful[np.argsort(-reduced[hopeful], kind="stable")[:most]]
    found = _choose(columns, Pool([pool.columns[int(c)] for c in kept], pool.scores[kept]), stop)
    return Found(found.columns, found.is_proven and len(kept) == len(hopeful))


def _choose(columns: Columns, pool: Pool, stop: Stop) -> Found:
    model = columns.model
    matrix = sparse.csr_array(rows_of(pool.columns, model.k, model.n))
    low = full_rows(model.must, model.k).astype(np.float64)
    limits, gain, most = [], pool.scores, np.ones(len(pool.columns))
    is_whole = np.ones(len(pool.columns), dtype=np.bool_)
    goals = goals_of(columns, pool.columns)
    if goals is not None:
        matrix = sparse.csr_array(sparse.hstack([matrix, sparse.csr_array((len(low), len(goals.gain)))]))
        limits.append(goals.rows)
        gain, most = np.concatenate([gain, goals.gain]), np.concatenate([most, goals.most])
        is_whole = np.concatenate([is_whole, np.zeros(len(goals.gain), dtype=np.bool_)])
    limits.append(Rows(matrix, low, np.ones(len(low))))
    found = choose(gain, limits, most, is_whole, stop)
    if found.x is None:
        return Found(None, found.is_proven)
    return Found([pool.columns[int(c)] for c in np.flatnonzero(found.x[: len(pool.columns)] > 1 / 2)], found.is_proven)


def goals_of(columns: Columns, pool: Sequence[Column]) -> Goals | None:
    """Return rows for the targets over all programs.

    ``seen_v <= sum of columns that hold v`` for each value, and ``sum_v seen_v + short >= need``.
    """
    goals = columns.goals.get(None)
    if not goals:
        return None
    has = [_held(columns, pool, goal.has) for goal in goals]
    width = sum(len(held) for held in has) + len(goals)
    rows, low, gain, most = [], [], np.zeros(width), np.ones(width)
    start = 0
    for goal, held in zip(goals, has, strict=True):
        end = start + len(held)
        seen, need = np.zeros((len(held), width)), np.zeros((1, width))
        seen[:, start:end] = -np.eye(len(held))
        need[0, start : end + 1] = 1.0
        rows += [np.hstack([held, seen]), np.hstack([np.zeros((1, len(pool))), need])]
        low += [0.0] * len(held) + [float(goal.need)]
        gain[end], most[end] = -columns.shortfall_points, goal.need
        start = end + 1
    lows = np.array(low)
    return Goals(Rows(sparse.csr_array(np.vstack(rows)), lows, np.full(len(lows), np.inf)), gain, most)


def _held(columns: Columns, pool: Sequence[Column], has: Floats) -> Floats:
    """Return which column holds which value, shape ``(values, columns)``."""
    held = [has[columns.model.films_of(units)].any(axis=0) for _, units in pool]
    return np.array(held, dtype=np.float64).reshape(len(pool), has.shape[1]).T


def homes(columns: Sequence[Column], k: int, n: int) -> Ints:
    """Return the program of each unit, ``k`` for the bench."""
    home = np.full(n, k, dtype=np.intp)
    for p, units in columns:
        home[list(units)] = p
    return home
