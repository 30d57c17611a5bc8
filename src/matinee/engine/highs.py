"""HiGHS through scipy, with our own stop rules: linear and integer programs.

References
----------
Q. Huangfu, J. A. J. Hall, 2018, https://doi.org/10.1007/s12532-017-0130-5

"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy import optimize, sparse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matinee.engine.stop import Stop

    Floats = NDArray[np.float64]

OPTIMAL, INFEASIBLE = 0, 2  # scipy's status
LONGEST_S = 2.0  # HiGHS hears no interrupt, so it is never away for longer
NODES = 2_000  # in place of seconds where the result must be the same on every machine


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The value of a linear program (maximised) and the price of each row."""

    value: float
    prices: Floats
    x: Floats


class Chosen(NamedTuple):
    """The best x found, and whether nothing can be better (None and proven: nothing keeps the rows)."""

    x: Floats | None
    is_proven: bool


@dataclass(frozen=True, slots=True)
class Rows:
    """``low <= matrix @ x <= high``."""

    matrix: Any
    low: Floats
    high: Floats


def relax(
    gain: Floats,
    matrix: Any,  # noqa: ANN401 (a sparse array)
    is_equal: NDArray[np.bool_],
) -> Relaxed | None:
    """Maximise ``gain @ x`` with ``matrix @ x = 1`` (or ``<= 1``) and x not negative; None where none fits."""
    limit = np.ones(len(is_equal))
    by_row = sparse.csr_array(matrix)
    equal, most = np.flatnonzero(is_equal), np.flatnonzero(~is_equal)
    solve: Any = optimize.linprog  # the stubs know no sparse matrices
    found = solve(-gain, A_eq=by_row[equal], b_eq=limit[equal], A_ub=by_row[most], b_ub=limit[most], method="highs")
    if found.status != 0:
        return None
    prices = np.zeros(len(is_equal))
    prices[equal] = -found.eqlin.marginals
    prices[most] = -found.ineqlin.marginals
    return Relaxed(-float(found.fun), prices, np.asarray(found.x, dtype=np.float64))


def choose(gain: Floats, rows: Sequence[Rows], most: Floats, is_whole: NDArray[np.bool_], stop: Stop) -> Chosen:
    """Maximise ``gain @ x`` over ``0 <= x <= most``."""
    limits = [optimize.LinearConstraint(row.matrix, row.low, row.high) for row in rows]
    solve: Any = optimize.milp  # the stubs are narrower than the function
    options = {"node_limit": NODES} if stop.is_deterministic else {"time_limit": max(0.05, min(LONGEST_S, stop.left_s))}
    found = solve(
        -gain,
        constraints=limits,
        bounds=optimize.Bounds(0, most),
        integrality=is_whole.astype(np.int8),
        options={**options, "mip_rel_gap": 0.0},
    )
    x = None if found.x is None else np.asarray(found.x, dtype=np.float64)
    return Chosen(x, found.status in {OPTIMAL, INFEASIBLE})
