"""The pool as a mixed-integer program: films whole, expected films in fractions, slots never overfull.

The linear relaxation gives each slot's minute a price and each column a reduced cost. Columns that cost
more than the first guess of the integrality gap are left out, and taken in again until the answer is proven to
the tolerance.

References
----------
G. Gallego, G. van Ryzin, 1997, https://doi.org/10.1287/opre.45.1.24 (planning against expected demand);
S. Jasin, S. Kumar, 2012, https://doi.org/10.1287/moor.1120.0537 (planning again as things become known)

"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matinee.engine.pool.columns import Columns, Numbers
    from matinee.engine.pool.problem import PoolProblem
    from matinee.engine.problem import How

linear: Any = linprog  # the stubs of scipy know neither sparse rows nor arrays of bounds
mixed: Any = milp
COARSE, FINE = 3e-3, 1e-7  # of the score: where the search of a large and of a small pool stops
SMALL = 400  # columns
FIRST_GAP = 0.003  # of the relaxation
EXACT = 1e-7
LEAST_S = 0.1
OUT_OF_TIME = 1  # as HiGHS says it


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of each column is used, the proven bound, and the price of a minute of each slot."""

    used: Numbers
    score: float
    bound: float
    prices: Numbers


@dataclass(frozen=True, slots=True)
class Program:
    """Rows over the columns and a few more variables: the longest wait left, and minutes missed of each wish."""

    gains: Numbers
    rows: sparse.csr_array
    low: Numbers
    high: Numbers
    most: Numbers
    least: Numbers
    items: int


def program_of(problem: PoolProblem, columns: Columns) -> Program:
    """Return the program: items once, slots not overfull, the longest wait, the wishes for a mixture."""
    count = len(columns.item)
    items = len(problem.films) + len(problem.arrivals)
    at = np.arange(count)
    once = sparse.csr_array((np.ones(count), (columns.item, at)), (items, count))
    slots = sparse.csr_array((columns.minutes, (columns.slot, at)), (len(columns.slot_minutes), count))
    waits = np.array([film.waiting_months for film in problem.films])
    long = sparse.csr_array(sparse.diags_array(waits) @ once[: len(waits)]) if len(waits) else once[:0]
    wishes, wanted = _wishes(problem, columns)
    extra = 1 + len(wanted)
    rows = sparse.vstack(
        [
            sparse.hstack([once, sparse.csr_array((items, extra))]),
            sparse.hstack([slots, sparse.csr_array((slots.shape[0], extra))]),
            sparse.hstack([long, _ones(len(waits), extra)]),
            sparse.hstack([wishes, _unit(len(wanted), extra)]),
        ],
        format="csr",
    )
    most = [1.0] * len(problem.films) + [arrival.count for arrival in problem.arrivals]
    locked = [1.0 if film.lock is not None else 0.0 for film in problem.films]
    none = np.full(slots.shape[0], -np.inf)
    weights = problem.weights
    return Program(
        gains=np.concatenate([columns.points, [-weights.longest_wait], np.full(len(wanted), -weights.mixture)]),
        rows=rows,
        low=np.concatenate([locked, np.zeros(len(problem.arrivals)), none, waits, wanted]),
        high=np.concatenate([most, columns.slot_minutes, np.full(len(waits) + len(wanted), np.inf)]),
        most=np.concatenate([columns.most, np.full(extra, np.inf)]),
        least=np.zeros(count + extra),
        items=items,
    )


def _ones(rows: int, extra: int) -> sparse.csr_array:
    """Return rows whose first further variable (the longest wait) counts."""
    return sparse.csr_array((np.ones(rows), (np.arange(rows), np.zeros(rows, dtype=int))), (rows, extra))


def _unit(rows: int, extra: int) -> sparse.csr_array:
    return sparse.csr_array((np.ones(rows), (np.arange(rows), 1 + np.arange(rows))), (rows, extra))


def _wishes(problem: PoolProblem, columns: Columns) -> tuple[sparse.csr_array, list[float]]:
    """Return for each wish the minutes its group has in its edition, and the minutes wished."""
    films = columns.item[: columns.known]
    edition = columns.slot_edition[columns.slot[: columns.known]]
    rows, wanted = [], []
    for e, one in enumerate(problem.editions):
        for wish in one.mixture:
            is_group = np.array([wish.group in film.groups for film in problem.films], dtype=bool)
            row = np.zeros(len(columns.item))
            row[: columns.known] = columns.minutes[: columns.known] * is_group[films] * (edition == e)
            rows.append(row)
            wanted.append(wish.at_least_minutes)
    return sparse.csr_array(np.array(rows).reshape(len(rows), len(columns.item))), wanted


def plan(problem: PoolProblem, columns: Columns, how: How) -> Plan | None:
    """Return the best plan found; None where the locks do not fit."""
    program = program_of(problem, columns)
    relaxed = relax(program, how)
    if relaxed.status == OUT_OF_TIME:
        return at_once(program, columns)
    if relaxed.status != 0:
        return None
    limit = float(-relaxed.fun)
    cost = np.maximum(relaxed.lower.marginals, 0.0)
    items = len(problem.films) + len(problem.arrivals)
    prices = _prices(relaxed, program, slice(items, items + len(columns.slot_minutes)))
    gap = FIRST_GAP * max(abs(limit), 1.0)
    while True:
        keep = cost <= gap
        answer = _integers(program, columns, keep, how)
        used = _better(program, columns, answer, keep, relaxed.x)
        if used is not None:
            score = float(program.gains @ used)
            inside = limit if answer.mip_dual_bound is None else float(-answer.mip_dual_bound)
            bound = min(limit, max(inside, score) if keep.all() else max(inside, score, limit - gap))
            if keep.all() or limit - gap <= score + tolerance_of(len(cost)) * abs(limit) or how.stop.is_over():
                how.stop.spend()
                return Plan(used[: len(columns.item)], score, max(bound, score), prices)
        elif keep.all():
            return None
        gap = gap * 5.0 if used is not None else float("inf")


def at_once(program: Program, columns: Columns) -> Plan | None:
    """Return what comes by points for a minute, bounded by one big slot with each item in its best column.

    The price of a minute is what the last one of the big slot brings. None where a locked film finds no room.
    """
    used = _rounded(program, columns, np.zeros(len(program.gains)))
    if used is None:
        return None
    worth = columns.points / columns.minutes
    order = np.argsort(-worth, kind="stable")
    first = np.sort(np.unique(columns.item[order], return_index=True)[1])
    best = order[first]
    best = best[worth[best] > 0]
    minutes = columns.minutes[best] * columns.most[best]
    before = np.cumsum(minutes) - minutes
    taken = np.clip(columns.slot_minutes.sum() - before, 0.0, minutes)
    price = float(worth[best[taken < minutes]].max(initial=0.0))
    bound, score = float((taken * worth[best]).sum()), float(program.gains @ used)
    return Plan(used[: len(columns.item)], score, max(bound, score), np.full(len(columns.slot_minutes), price))


def _better(
    program: Program,
    columns: Columns,
    answer: Any,  # noqa: ANN401 (scipy's result object)
    keep: NDArray[np.bool_],
    relaxed: Numbers,
) -> Numbers | None:
    """Return the better of the search's answer and of the relaxation rounded; None where there is neither."""
    rounded = _rounded(program, columns, relaxed)
    if answer.x is None:
        return rounded if answer.status == OUT_OF_TIME else None
    found = np.zeros(len(keep))
    found[keep] = answer.x
    is_rounded = rounded is not None and program.gains @ rounded > program.gains @ found
    return rounded if is_rounded else found


def _rounded(program: Program, columns: Columns, relaxed: Numbers) -> Numbers | None:
    """Return the relaxation made whole: locked films, then by share, then by points for a minute, while there is room.

    None where a locked film finds no room.
    """
    count = len(columns.item)
    left, room = columns.slot_minutes + EXACT, program.high.copy()
    is_locked = program.low[columns.item] > 0
    worth = columns.points / columns.minutes
    used = np.zeros(len(program.gains))
    for at in np.lexsort((-worth, -np.round(relaxed[:count], 6), ~is_locked)):
        item, slot = columns.item[at], columns.slot[at]
        amount = min(room[item], left[slot] / columns.minutes[at])
        amount = float(amount >= 1.0) if at < columns.known else amount
        if columns.points[at] > 0 or is_locked[at]:
            used[at] = amount
            left[slot] -= amount * columns.minutes[at]
            room[item] -= amount
    once = np.bincount(columns.item, used[:count], program.items)
    if (once < program.low[: program.items] - EXACT).any():
        return None
    return _with_extras(program, used, count)


def _with_extras(program: Program, used: Numbers, count: int) -> Numbers:
    """Return the columns with the least longest wait and minutes missed that they leave."""
    lack = np.where(np.isfinite(program.low), program.low - program.rows @ used, 0.0)
    for extra in range(count, len(used)):
        rows = program.rows[:, [extra]].toarray().ravel() > 0
        used[extra] = max(0.0, float(lack[rows].max(initial=0.0)))
    return used


def relax(program: Program, how: How) -> Any:  # noqa: ANN401 (scipy's result object)
    """Return the linear relaxation."""
    left_s = how.stop.left_s
    is_upper, is_lower = np.isfinite(program.high), np.isfinite(program.low)
    return linear(
        -program.gains,
        A_ub=sparse.vstack([program.rows[is_upper], -program.rows[is_lower]], format="csr"),
        b_ub=np.concatenate([program.high[is_upper], -program.low[is_lower]]),
        bounds=np.stack([program.least, program.most], axis=1),
        method="highs",
        options={} if np.isinf(left_s) else {"time_limit": max(LEAST_S, left_s)},
    )


def _prices(relaxed: Any, program: Program, rows: slice) -> Numbers:  # noqa: ANN401 (as above)
    upper = np.flatnonzero(np.isfinite(program.high))
    marginals = np.zeros(len(program.high))
    marginals[upper] = -relaxed.ineqlin.marginals[: len(upper)]
    return np.asarray(marginals[rows])


def _integers(program: Program, columns: Columns, keep: NDArray[np.bool_], how: How) -> Any:  # noqa: ANN401 (as above)
    integral = np.zeros(len(keep))
    integral[: columns.known] = 1
    return mixed(
        -program.gains[keep],
        integrality=integral[keep],
        bounds=Bounds(program.least[keep], program.most[keep]),
        constraints=LinearConstraint(program.rows[:, keep], program.low - EXACT, program.high + EXACT),
        options=_options(how, tolerance_of(len(keep))),
    )


def tolerance_of(columns: int) -> float:
    """Return the gap at which the search stops."""
    return FINE if columns <= SMALL else COARSE


def _options(how: How, tolerance: float) -> dict[str, float]:
    exact = {"mip_rel_gap": tolerance}
    if how.stop.is_deterministic:
        return {**exact, "node_limit": max(1.0, how.stop.left_steps)}
    return exact if np.isinf(how.stop.left_s) else {**exact, "time_limit": max(LEAST_S, how.stop.left_s)}
