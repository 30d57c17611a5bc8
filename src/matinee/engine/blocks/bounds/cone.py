"""How much a set of given size can be worth at most, by a semidefinite program: tight where splits of pairs are not.

For a set of ``m`` units with indicator ``x`` the matrix ``X = x x'`` is positive semidefinite and nowhere negative, its
trace is ``m``, its rows sum to ``m x_i`` and its time lies inside the window. Any prices ``u`` of rows, ``l`` of time,
and any ``N >= 0`` prove that no set is worth more than ``m lambda_max(W + A'(u) - l T + N) + max(l low, l high)``; good
ones come from the alternating direction method.

References
----------
Z. Wen, D. Goldfarb, W. Yin, 2010, https://doi.org/10.1007/s12532-010-0017-1
C. Helmberg, F. Rendl, R. Weismantel, 2000, https://doi.org/10.1023/A:1009898604624

"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import eigh, eigvalsh

if TYPE_CHECKING:
    from collections.abc import Callable

    from matinee.engine.blocks.bounds.job import Size
    from matinee.engine.blocks.model import Floats, Ints

LOOK_EVERY = 10  # rounds between two looks at what is proven
ROUNDS = 120
FIRST, GROWS, APART = 2.0, 1.6, 3.0  # the penalty at first, its change, and the ratio of errors that asks for one
HELPS, PATIENCE = 0.01, 2  # of the bound, or of a pair, between two looks: less, so often, is not worth going on
TINY = 1e-12
LOOK_NODES = 4e-5  # of n cubed: ten rounds in nodes of a tree, which the clock of steps counts
FORBIDS = 20.0  # times the best pair


@dataclass(slots=True)
class Cone:
    """One semidefinite program, put down and taken up again: where it stands."""

    x: Floats  # (n, n) the matrix X
    s: Floats  # (n, n) what keeps it positive semidefinite
    z: Floats  # (n, n) what keeps it from the negative
    used: float = 0.0  # of the time, in parts of the most that a unit of a full set takes on average
    held: float = 0.0  # what keeps that inside the window
    penalty: float = FIRST


def fresh(n: int) -> Cone:
    """Return where a first attempt begins."""
    return Cone(np.zeros((n, n)), np.zeros((n, n)), np.zeros((n, n)))


def part(cone: Cone, units: Ints) -> Cone:
    """Return where an attempt with some of the units begins."""
    among = np.ix_(units, units)
    return Cone(cone.x[among], cone.s[among], cone.z[among], cone.used, cone.held, cone.penalty)


def keep(cone: Cone, units: Ints, small: Cone) -> None:
    """Note where an attempt with some of the units has ended."""
    among = np.ix_(units, units)
    cone.x[among], cone.s[among], cone.z[among] = small.x, small.s, small.z
    cone.used, cone.held, cone.penalty = small.used, small.held, small.penalty


def ceiling(size: Size, cone: Cone, over: Callable[[int], bool]) -> float:
    """Return what no set is worth more than; the work ends below 0, when it no longer helps, or when it is over."""
    w = np.maximum(size.pair, -FORBIDS * size.pair.max(initial=TINY)) / 2  # what must not be together needs no more
    np.fill_diagonal(w, 0.0)
    unit = max(float(np.linalg.norm(w)) / len(w), TINY)
    rows, nodes = _rows(size), int(LOOK_NODES * len(w) ** 3)
    best, idle = np.inf, 0
    for done in range(1, ROUNDS + 1):
        y, errors = _round(-w / unit, rows, cone)
        if done % LOOK_EVERY:
            continue
        before, best = best, min(best, unit * _proven(w / unit, rows, y, cone))
        idle = idle + 1 if before - best < HELPS * max(unit, abs(best)) else 0
        if best < 0 or idle == PATIENCE or over(nodes):
            break
        if errors[0] > APART * errors[1]:
            cone.penalty *= GROWS
        elif errors[1] > APART * errors[0]:
            cone.penalty /= GROWS
    return best


@dataclass(frozen=True, slots=True)
class _Rows:
    """The equations: sums of rows against the diagonal, the trace, and time against what is used of it."""

    m: int
    time: Floats
    ends: tuple[float, float]
    inverse: Floats  # of the products of the equations

    def a(self, x: Floats) -> Floats:
        diagonal = np.diag(x)
        return np.concatenate([x.sum(axis=1) - self.m * diagonal, [diagonal.sum(), self.time @ diagonal]])

    def at(self, y: Floats) -> Floats:
        n = len(self.time)
        result = np.asarray((y[:n, None] + y[None, :n]) / 2)
        result[np.diag_indices(n)] += y[n] + y[n + 1] * self.time - self.m * y[:n]
        return result


def _rows(size: Size) -> _Rows:
    n, m = len(size.time), size.m
    unit = max(size.window[1], TINY) / m  # so that no equation is much longer than another
    time = size.time / unit
    gram = np.full((n + 2, n + 2), 0.5)
    gram[np.arange(n), np.arange(n)] = (m - 1) ** 2 + (n - 1) / 2
    gram[:n, n] = gram[n, :n] = 1 - m
    gram[:n, n + 1] = gram[n + 1, :n] = (1 - m) * time
    gram[n, n], gram[n + 1, n + 1] = n, time @ time + 1.0
    gram[n, n + 1] = gram[n + 1, n] = time.sum()
    ends = (size.window[0] / unit, size.window[1] / unit)
    return _Rows(m, time, ends, np.linalg.pinv(gram, hermitian=True))


def _round(cost: Floats, rows: _Rows, cone: Cone) -> tuple[Floats, tuple[float, float]]:
    """Do one round for ``min <cost, X>``; return the prices and the errors of primal and dual."""
    left = -rows.a(cone.x)
    left[-2] += rows.m
    left[-1] += cone.used
    free = rows.a(cost - cone.s - cone.z)
    free[-1] += cone.held
    y = rows.inverse @ (cone.penalty * left + free)
    free = cost - rows.at(y)
    cone.z = np.maximum(free - cone.s - cone.penalty * cone.x, 0.0)
    v = free - cone.z - cone.penalty * cone.x
    values, vectors = eigh(v, subset_by_value=(-np.inf, 0.0), check_finite=False)
    cone.x = (vectors * (-values / cone.penalty)) @ vectors.T
    cone.s = v + cone.penalty * cone.x
    slack = y[-1] - cone.penalty * cone.used
    cone.used = float(np.clip(-slack / cone.penalty, *rows.ends))
    cone.held = float(slack + cone.penalty * cone.used)
    missed = float(np.linalg.norm(free - cone.s - cone.z)) / (1.0 + float(np.linalg.norm(cost)))
    return y, (float(np.linalg.norm(left)) / (1.0 + rows.m), missed)


def _proven(w: Floats, rows: _Rows, y: Floats, cone: Cone) -> float:
    """Return the bound that these prices prove, whatever X is."""
    n = len(w)
    prices = y.copy()
    prices[n] = 0.0
    top = eigvalsh(w + rows.at(prices) + cone.z, subset_by_index=(n - 1, n - 1), check_finite=False)[0]
    return float(rows.m * top - min(y[-1] * rows.ends[0], y[-1] * rows.ends[1]))
