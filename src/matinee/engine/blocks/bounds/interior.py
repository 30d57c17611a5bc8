"""Prices of rows from the middle of what is possible, by an interior point method.

Maximises ``gain @ x`` with ``sum_{c holds r} x_c + over_r - under_r = limit_r`` and nothing negative, where ``over_r``
is worth ``low_r`` and ``under_r`` costs ``high_r``: the price of row ``r`` then lies within ``[low_r, high_r]``.
A vertex of the dual, as the simplex method gives it, is one of very many and says little about sets not yet known;
prices from the middle let column generation settle in a fraction of the rounds (Gondzio et al.).

References
----------
S. Mehrotra, 1992, https://doi.org/10.1137/0802028
J. Gondzio, P. González-Brevis, P. Munari, 2013, https://doi.org/10.1016/j.ejor.2012.07.024

"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.linalg import cho_factor, cho_solve

from matinee.engine.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matinee.engine.blocks.model import Floats

    Whole = NDArray[np.int64]

ROUNDS = 60
RIDGE = 1e-10  # of the mean diagonal, so that rows that depend on each other do no harm
START, LEAST = 1.5, 1e-3
SMALLEST = 1e-13
SHORT = 0.995  # of the way to the border
NEAR = 1e-6  # of rows and columns, absolute


class Sparse(NamedTuple):
    """Columns that hold rows once each: ``rows[start[c]:start[c + 1]]``, ascending."""

    start: Whole
    rows: Whole


class Inner(NamedTuple):
    """A point near the optimum: value, prices of rows, amounts of columns, and how far limits were left."""

    value: float
    prices: Floats
    x: Floats
    outside: float


@compiled
def _normal(start: Whole, rows: Whole, weight: Floats, out: Floats) -> None:
    """Fill the lower triangle of ``A diag(weight) A'``."""
    out[:] = 0.0
    for c in range(len(start) - 1):
        for a in range(start[c], start[c + 1]):
            for b in range(start[c], a + 1):
                out[rows[a], rows[b]] += weight[c]


@compiled
def _down(start: Whole, rows: Whole, x: Floats, out: Floats) -> None:
    for c in range(len(start) - 1):
        for a in range(start[c], start[c + 1]):
            out[rows[a]] += x[c]


@compiled
def _across(start: Whole, rows: Whole, y: Floats, out: Floats) -> None:
    for c in range(len(start) - 1):
        total = 0.0
        for a in range(start[c], start[c + 1]):
            total += y[rows[a]]
        out[c] = total


@dataclass(slots=True)
class _Program:
    """``min cost @ x`` with ``A x = limit``: the columns, then one to go over and one to stay under for some rows."""

    columns: Sparse
    cost: Floats
    limit: Floats
    over: Whole
    under: Whole

    def a(self, x: Floats) -> Floats:
        """Return ``A x``."""
        count, over = len(self.columns.start) - 1, len(self.over)
        result = np.zeros(len(self.limit))
        _down(self.columns.start, self.columns.rows, x[:count], result)
        result[self.over] += x[count : count + over]
        result[self.under] -= x[count + over :]
        return result

    def at(self, y: Floats) -> Floats:
        """Return ``A' y``."""
        result = np.empty(len(self.columns.start) - 1)
        _across(self.columns.start, self.columns.rows, y, result)
        return np.concatenate([result, y[self.over], -y[self.under]])

    def factor(self, weight: Floats) -> tuple[Floats, bool]:
        """Return a Cholesky factor of ``A diag(weight) A'``."""
        count, over = len(self.columns.start) - 1, len(self.over)
        m = np.zeros((len(self.limit), len(self.limit)))
        _normal(self.columns.start, self.columns.rows, weight[:count], m)
        m[self.over, self.over] += weight[count : count + over]
        m[self.under, self.under] += weight[count + over :]
        m[np.diag_indices(len(m))] += RIDGE * max(np.trace(m) / len(m), LEAST)
        factor: tuple[Floats, bool] = cho_factor(m, lower=True, overwrite_a=True, check_finite=False)
        return factor


def solve(gain: Floats, columns: Sparse, limit: Floats, low: Floats, high: Floats, accuracy: float) -> Inner:  # noqa: PLR0913, PLR0917 (a linear program)
    """Solve until primal and dual values agree within ``accuracy`` of the value (about 1e-2 to 1e-8).

    Rows without a box must bound the columns, as "so many programs" does, or there is no best value.
    """
    over, under = np.flatnonzero(np.isfinite(low)), np.flatnonzero(np.isfinite(high))
    program = _Program(columns, np.concatenate([-gain, -low[over], high[under]]), limit, over, under)
    x, y, z = _begin(program)
    for _ in range(ROUNDS):
        lost, short = limit - program.a(x), program.cost - program.at(y) - z
        value, ceiling = float(program.cost @ x), float(limit @ y)
        is_spent = float(x @ z) < len(x) * SMALLEST * (1 + abs(value))  # nothing finer can be told apart
        is_inside = max(np.abs(lost).max(), np.abs(short).max() / 10) < NEAR + accuracy
        if is_spent or (is_inside and abs(value - ceiling) < accuracy * (1 + abs(value))):
            break
        x, y, z = _step(program, (x, y, z), lost, short)
    amounts = x[: len(gain)]
    return Inner(-float(program.cost @ x), -y, amounts, float(x[len(gain) :][low[over].size :].sum()))


def _begin(program: _Program) -> tuple[Floats, Floats, Floats]:
    """Return a point well inside."""
    factor = program.factor(np.ones(len(program.cost)))
    x = program.at(cho_solve(factor, program.limit))
    y = cho_solve(factor, program.a(program.cost))
    z = program.cost - program.at(y)
    x, z = x + max(-START * x.min(), 0.0), z + max(-START * z.min(), 0.0)
    both = float(x @ z)
    x, z = x + both / (2 * max(z.sum(), LEAST)), z + both / (2 * max(x.sum(), LEAST))
    return np.maximum(x, LEAST), y, np.maximum(z, LEAST)


def _step(
    program: _Program, point: tuple[Floats, Floats, Floats], lost: Floats, short: Floats
) -> tuple[Floats, Floats, Floats]:
    """Predict, correct, and go almost to the border."""
    x, y, z = point
    factor = program.factor(x / z)

    def towards(goal: Floats) -> tuple[Floats, Floats, Floats]:
        dy = cho_solve(factor, lost + program.a(x / z * short - goal / z), check_finite=False)
        dz = short - program.at(dy)
        return (goal - x * dz) / z, dy, dz

    dx, dy, dz = towards(-x * z)
    mean = float(x @ z) / len(x)
    ahead = float((x + _room(x, dx, 1.0) * dx) @ (z + _room(z, dz, 1.0) * dz)) / len(x)
    dx, dy, dz = towards((ahead / mean) ** 3 * mean - x * z - dx * dz)
    by_x, by_z = _room(x, dx, SHORT), _room(z, dz, SHORT)
    return x + by_x * dx, y + by_z * dy, z + by_z * dz


def _room(value: Floats, step: Floats, share: float) -> float:
    """Return how much of a step keeps every value positive, at most 1."""
    falls = step < 0
    return min(1.0, share * float((-value[falls] / step[falls]).min(initial=np.inf)))
