"""One search from nothing, or from a grid, to the best that the budget allows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Protocol

import numpy as np

from matinee.engine.grid.search.anneal import anneal, insert
from matinee.engine.grid.search.costs import may_stand, put
from matinee.engine.grid.search.anneal import blocker
from matinee.engine.grid.search.people import BROKEN
from matinee.engine.grid.search.state import BEST, NOW, best_of, empty_state, keep_best, stand
from matinee.engine.grid.search.tables import tables_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from matinee.engine.grid.model import Grid, Model
    from matinee.engine.grid.search.state import State
    from matinee.engine.grid.search.tables import Tables
    from matinee.engine.stop import Stop

ROUND = 20_000  # choices between looks at the clock: a step
HOT, COLD = 4_000.0, 20.0  # thousandths of a point
TRIES = 400


def improve(model: Model, start: Grid | None, stop: Stop, seed: int, better: Callable[[Grid, int], None]) -> Grid:
    t = tables_of(model)
    state = empty_state(t, np.random.default_rng(seed))
    if start is not None:
        _take_over(t, state, start)
    _fill(t, state)
    keep_best(state)
    best = model.empty()
    known = state.cost[BEST]
    while not stop.is_over():
        done = stop.elapsed_s / stop.budget_s if not stop.is_deterministic else stop.spent / stop.steps
        temperature = HOT * (COLD / HOT) ** min(1.0, done)
        anneal(t, state, temperature, ROUND)
        _fill(t, state)
        stop.spend(1)
        if state.cost[NOW] < state.cost[BEST]:
            keep_best(state)
        if state.cost[BEST] < known:
            known = state.cost[BEST]
            better(best_of(state, best), -int(known))
    return best_of(state, best)


def _take_over(t, state, grid):
    for task in np.flatnonzero(grid.room >= 0):
        room, start = int(grid.room[task]), int(grid.start[task])
        if blocker(t, state, task, room, start, -1) == -1 and may_stand(t, state, task, room, start):
            cost = state.cost[NOW]
            if put(t, state, task, room, start) >= BROKEN // 2:
                stand(state, task, -1, 0)
                state.cost[NOW] = cost


def _fill(t, state):
    for task in np.flatnonzero(state.room < 0):
        insert(t, state, int(task), TRIES)
