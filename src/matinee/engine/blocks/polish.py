"""The last stroke: steepest ascent on the whole objective, order and balance included, inside the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.blocks import trade
from matinee.engine.blocks.columns import column_of, to_columns

if TYPE_CHECKING:
    from matinee.engine.blocks.columns import Column, Columns
    from matinee.engine.blocks.model import Floats, Ints, Model
    from matinee.engine.stop import Stop

TRIED = 160  # choices whose order is found exactly in one round
ORDER_GAIN = 1.0  # how much of the order term a choice may win back, at most, to be tried
COST = 5  # steps of a stop that a round spends


def polish(columns: Columns, home: Ints, stop: Stop) -> Ints:
    """Return the state after the best choice was taken again and again; never worse than ``home``."""
    home = home.copy()
    model = columns.model
    mine = columns.scores(to_columns(model, home))
    lost = columns.edition_shortfall(np.flatnonzero(home < model.k))
    while not stop.is_over():
        stop.spend(COST)
        best_gain, best = trade.SAME, None
        for changed, gain in _tried(columns, home, mine, lost):
            if gain > best_gain:
                best_gain, best = gain, changed
        if best is None:
            break
        home = best
        mine = columns.scores(to_columns(model, home))
        lost = columns.edition_shortfall(np.flatnonzero(home < model.k))
    return home


def _tried(columns: Columns, home: Ints, mine: Floats, lost: float) -> list[tuple[Ints, float]]:
    """Return promising neighbours with what they really gain."""
    model = columns.model
    units, partners, programs = _promising(columns, home)
    neighbours: list[tuple[Ints, float]] = []
    asked: list[Column] = []
    owner: list[int] = []
    for i, j, q in zip(units, partners, programs, strict=True):
        changed = home.copy()
        changed[i] = q
        if j < model.n:
            changed[j] = home[i]
        touched = [p for p in sorted({int(home[i]), int(q)}) if p < model.k]
        asked += [column_of(changed, p) for p in touched]
        owner += [len(neighbours)] * len(touched)
        neighbours.append((changed, sum(mine[p] for p in touched)))
    if not neighbours:
        return []
    after = np.bincount(owner, weights=columns.scores(asked), minlength=len(neighbours))
    gains = [float(after[c]) - before for c, (_, before) in enumerate(neighbours)]
    if columns.goals.get(None):
        gains = [
            gain + lost - columns.edition_shortfall(np.flatnonzero(changed < model.k))
            for gain, (changed, _) in zip(gains, neighbours, strict=True)
        ]
    return [(changed, gain) for (changed, _), gain in zip(neighbours, gains, strict=True)]


def _promising(columns: Columns, home: Ints) -> tuple[Ints, Ints, Ints]:
    """Return units, partners (n: none) and programs of choices inside the rules, the best pair gains first."""
    model = columns.model
    n, k = model.n, model.k
    swap, move = gains(model, home)
    swap[np.tril_indices(n)] = -np.inf
    every = np.concatenate([swap.ravel(), move.ravel()])
    margin = 0.0
    if columns.minds_order:
        margin = ORDER_GAIN * model.pool.problem.weights.order
    if columns.goals:
        margin += columns.shortfall_points * 2
    hopeful = np.flatnonzero(every > (-margin if margin else trade.SAME))
    hopeful = hopeful[np.argsort(-every[hopeful], kind="stable")[:TRIED]]
    is_swap = hopeful < n * n
    i = np.where(is_swap, hopeful // n, (hopeful - n * n) // (k + 1))
    j = np.where(is_swap, hopeful % n, n)
    q = np.where(is_swap, home[np.minimum(j, n - 1)], (hopeful - n * n) % (k + 1))
    return i, j, q


def gains(model: Model, home: Ints) -> tuple[Floats, Floats]:
    """Return the pair and single points of each exchange ``(n, n)`` and move ``(n, k + 1)``; -inf outside the rules."""
    n, k = model.n, model.k
    member = np.zeros((k + 1, n))
    member[home, np.arange(n)] = 1.0
    is_program = np.append(np.ones(k), 0.0)
    bench = np.where(model.must, -model.never, 0.0)
    d = np.vstack([model.u, bench]) + (member @ model.w) * is_program[:, None]
    own = d[home, np.arange(n)]
    to = d.T - own[:, None]
    counted = is_program[home][:, None] + is_program[home][None, :]  # units on the bench have no pairs
    swap = to[:, home] + to[:, home].T - counted * model.w
    swap[home[:, None] == home[None, :]] = -np.inf
    move = to.copy()
    move[np.arange(n), home] = -np.inf
    for size, low, high in ((model.t, model.low_s, model.high_s), (model.c, model.low_c, model.high_c)):
        total = member @ size
        room = np.append(high, np.inf) - total
        spare = total - np.append(low, -np.inf)
        change = size[None, :] - size[:, None]  # what i's program gets when j comes for i
        fits = (change <= room[home][:, None]) & (-change <= spare[home][:, None])
        swap[~(fits & fits.T)] = -np.inf
        move[(size[:, None] > room[None, :]) | (size > spare[home])[:, None]] = -np.inf
    swap[swap < -model.never / 2] = -np.inf
    move[move < -model.never / 2] = -np.inf
    return swap, move
