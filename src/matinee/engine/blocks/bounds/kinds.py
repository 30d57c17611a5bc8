"""Programs that are alike: one pricing problem serves them all, and the master fills so many of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.blocks import order, trade

if TYPE_CHECKING:
    from matinee.engine.blocks.columns import Columns
    from matinee.engine.blocks.model import Floats, Ints, Model

    Sets = list[tuple[int, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """What the sets of some programs are made of; arrays over the units that may stand in them."""

    programs: tuple[int, ...]
    units: Ints
    pair: Floats  # points of two units
    arc: Floats  # times 1 / (films - 1): what an order can be worth for two units
    single: Floats  # points of a unit
    single_arc: Floats  # times 1 / (films - 1): what an order can be worth inside a unit
    flat: float  # what an order can be worth besides
    time: Floats
    films: Floats
    window: Floats  # least and most time, least and most films

    def most(self, units: Sets) -> Floats:
        """Return what no order of these sets (units of the model) can exceed."""
        result = np.zeros(len(units))
        for row, chosen in enumerate(units):
            at = np.searchsorted(self.units, chosen)
            points = self.pair[np.ix_(at, at)].sum() / 2 + self.single[at].sum()
            if self.films[at].sum() > 1:
                arc = self.arc[np.ix_(at, at)].sum() / 2 + self.single_arc[at].sum()
                points += arc / (self.films[at].sum() - 1)
            result[row] = points + (self.flat if len(at) else 0.0)
        return result


def kinds_of(columns: Columns) -> list[Kind]:
    """Return the kinds of a model's programs."""
    model = columns.model
    alike: dict[bytes, list[int]] = {}
    for p in range(model.k):
        alike.setdefault(_sign(columns, p), []).append(p)
    arc = _arc(model) if columns.minds_order else np.zeros((model.n, model.n))
    return [_kind(columns, tuple(programs), arc) for programs in alike.values()]


def _sign(columns: Columns, p: int) -> bytes:
    """Return what two programs must have in common to be alike."""
    m = columns.model
    window = np.array([m.low_s[p], m.high_s[p], m.low_c[p], m.high_c[p]])
    rest = f"{columns.fixed[p]} {p if columns.goals.get(p) else ''}"
    return bytes(window.tobytes() + m.is_allowed[p].tobytes() + m.u[p].tobytes() + rest.encode())


def _arc(model: Model) -> Floats:
    """Return the points of running times that grow, for units and (on the diagonal) inside them.

    Places add up to 0, so the lengths ``l`` of ``m`` films in ascending order are worth
    ``sum_k place_k l_k = sum_{i<j} |l_i - l_j| / (2 (m - 1))``.
    """
    length = model.pool.length
    apart = trade.ARC * np.abs(length[:, None] - length[None, :]) / 2
    by_unit = np.array([apart[list(films)].sum(axis=0) for films in model.members]).reshape(model.n, len(length))
    joined = np.array([by_unit[:, list(films)].sum(axis=1) for films in model.members]).reshape(model.n, model.n)
    return np.asarray(model.pool.problem.weights.order * joined)


def _kind(columns: Columns, programs: tuple[int, ...], arc: Floats) -> Kind:
    model, p = columns.model, programs[0]
    units = np.flatnonzero(model.is_allowed[p])
    among = np.ix_(units, units)
    between = arc[among].copy()
    np.fill_diagonal(between, 0.0)
    return Kind(
        programs,
        units,
        np.ascontiguousarray(model.w[among]),
        between,
        model.u[p][units],
        np.diag(arc)[units] / 2,
        order.FULL * model.pool.problem.weights.order if columns.minds_order else 0.0,
        model.t[units],
        model.c[units],
        np.array([model.low_s[p], model.high_s[p], model.low_c[p], model.high_c[p]]),
    )
