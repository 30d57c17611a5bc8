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


class _Goals(NamedTuple):
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


def partition(
    columns: Columns, pool: Sequence[Column], scores: Floats, incumbent: float, stop: Stop
) -> list[Column] | None:
    """Return columns that may beat ``incumbent``, one for each program; None where the pool has none."""
    model = columns.model
    rows = rows_of(pool, model.k, model.n)
    master = relax(scores, rows, full_rows(model.must, model.k))
    if master is None or master.value <= incumbent + trade.SAME:
        return None
    reduced = scores - rows.T @ master.prices
    hopeful = np.flatnonzero(reduced >= incumbent - master.value - trade.SAME)
    hopeful = hopeful[np.argsort(-reduced[hopeful], kind="stable")[:MOST_COLUMNS]]
    return _choose(columns, [pool[int(c)] for c in hopeful], scores[hopeful], stop)


def _choose(columns: Columns, pool: Sequence[Column], scores: Floats, stop: Stop) -> list[Column] | None:
    model = columns.model
    matrix = sparse.csr_array(rows_of(pool, model.k, model.n))
    low = full_rows(model.must, model.k).astype(np.float64)
    limits, gain, most = [], scores, np.ones(len(pool))
    is_whole = np.ones(len(pool), dtype=np.bool_)
    goals = _goals(columns, pool)
    if goals is not None:
        matrix = sparse.csr_array(sparse.hstack([matrix, sparse.csr_array((len(low), len(goals.gain)))]))
        limits.append(goals.rows)
        gain, most = np.concatenate([gain, goals.gain]), np.concatenate([most, goals.most])
        is_whole = np.concatenate([is_whole, np.zeros(len(goals.gain), dtype=np.bool_)])
    limits.append(Rows(matrix, low, np.ones(len(low))))
    found = choose(gain, limits, most, is_whole, stop)
    if not isinstance(found, np.ndarray):
        return None
    return [pool[int(c)] for c in np.flatnonzero(found[: len(pool)] > 1 / 2)]


def _goals(columns: Columns, pool: Sequence[Column]) -> _Goals | None:
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
    return _Goals(Rows(sparse.csr_array(np.vstack(rows)), lows, np.full(len(lows), np.inf)), gain, most)


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
