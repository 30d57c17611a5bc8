"""Programs that are alike: one pricing problem serves them all, and the master fills so many of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.blocks import order, trade
from matinee.engine.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matinee.engine.blocks.columns import Columns
    from matinee.engine.blocks.model import Floats, Ints, Model

    Sets = list[tuple[int, ...]]
    Whole = NDArray[np.int64]


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
        start = np.cumsum([0, *(len(chosen) for chosen in units)])
        at = np.searchsorted(self.units, np.array([unit for chosen in units for unit in chosen], dtype=np.int64))
        result = np.zeros(len(units))
        _most((self.pair, self.arc), (self.single, self.single_arc, self.films), self.flat, start, at, result)
        return result


@compiled
def _most(  # noqa: PLR0913, PLR0917 (compiled: arrays, not objects)
    pairs: tuple[Floats, Floats],
    singles: tuple[Floats, Floats, Floats],
    flat: float,
    start: Whole,
    at: Whole,
    out: Floats,
) -> None:
    pair, arc = pairs
    single, inside, films = singles
    for c in range(len(start) - 1):
        points, apart, count = 0.0, 0.0, 0.0
        for a in range(start[c], start[c + 1]):
            points += single[at[a]]
            apart += inside[at[a]]
            count += films[at[a]]
            for b in range(start[c], a):
                points += pair[at[a], at[b]]
                apart += arc[at[a], at[b]]
        if count > 1.0:
            points += apart / (count - 1.0)
        out[c] = points + (flat if start[c + 1] > start[c] else 0.0)


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
