"""One cooling from nothing, or from a grid, to the best that the budget allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.grid.model import NOWHERE
from matinee.engine.grid.search.anneal import anneal, insert, take_over
from matinee.engine.grid.search.state import BEST, NOW, ROOM, empty_state, grid_of, keep_best
from matinee.engine.grid.search.tables import ABSENT, EVENT, MUST, tables_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from matinee.engine.grid.model import Grid, Model
    from matinee.engine.grid.search.state import State
    from matinee.engine.grid.search.tables import Tables
    from matinee.engine.stop import Stop

    Heard = Callable[[Grid], None]

ROUND = 20_000  # choices between looks at the clock, which are a step
ROUNDS = 500  # where neither seconds nor steps are given
HOT, COLD = 60_000.0, 100.0  # thousandths of a point: more than half a showing is worth, less than a person or two
MILD = 3_000.0  # from a grid that is good already
TRIES, MENDING = 400, 20_000  # places looked at for a task that has none


def improve(model: Model, start: Grid | None, stop: Stop, seed: int, heard: Heard) -> Grid | None:
    """Return the best grid found; None where something that must be placed has no place.

    ``heard`` hears of better grids that keep every rule, at most once a step. A step of the budget is 20,000 choices;
    in steps alone the result depends on the model and the seed only.
    """
    t = tables_of(model)
    state = empty_state(t, np.random.default_rng(seed))
    if not len(t.task):
        return grid_of(state.place)
    hot = HOT if start is None else MILD
    _take_over(t, state, model.empty() if start is None else start)
    _fill(t, state)
    keep_best(state)
    told = _tell(state, MUST, heard)  # before all else: the first run after an installation compiles for a while
    while not stop.is_over() and (done := _done(stop)) < 1:
        anneal(t, state, hot * (COLD / hot) ** done, ROUND)
        _fill(t, state)
        stop.spend()
        if state.cost[NOW] < state.cost[BEST]:
            keep_best(state)
        told = _tell(state, told, heard)
    return grid_of(state.best) if state.cost[BEST] < MUST else None


def mend(model: Model, base: Grid, seed: int) -> Grid | None:
    """Return a grid with the other tasks put in where they cost least, none of its own moved.

    What of ``base`` breaks a rule is put elsewhere too. None where something that must be placed has no place.
    """
    t = tables_of(model)
    state = empty_state(t, np.random.default_rng(seed))
    _take_over(t, state, base)
    _fill(t, state, MENDING)
    return grid_of(state.place) if state.cost[NOW] < MUST else None


def _tell(state: State, told: int, heard: Heard) -> int:
    """Tell of the best if it is better than what was told; return what it costs."""
    cost = int(state.cost[BEST])
    if cost >= told:
        return told
    heard(grid_of(state.best))
    return cost


def _done(stop: Stop) -> float:
    """Return the share of the budget that is gone, whichever of seconds and steps goes faster."""
    if stop.budget_s is None and stop.steps is None:
        return stop.spent / ROUNDS
    seconds = 0.0 if stop.budget_s is None else stop.elapsed_s / max(stop.budget_s, 1e-9)
    steps = 0.0 if stop.steps is None else stop.spent / max(stop.steps, 1)
    return max(seconds, steps)


def _take_over(t: Tables, state: State, grid: Grid) -> None:
    """Put the tasks of a grid where they stand there, as far as they keep the rules; premieres come first."""
    for task in np.flatnonzero(grid.room != NOWHERE).tolist():
        take_over(t, state, task, (int(grid.room[task]), int(grid.start[task])))


def _fill(t: Tables, state: State, tries: int = TRIES) -> None:
    """Look for a place for every task that has none: what must be, what has few starts, and premieres first."""
    without = np.flatnonzero(state.place[:, ROOM] < 0)
    if len(without):
        rooms = len(t.room)
        spans = t.door[(without + 1) * rooms] - t.door[without * rooms]
        order = np.lexsort((without, spans, t.task[without, EVENT], -t.task[without, ABSENT]))
        for task in without[order].tolist():
            insert(t, state, task, tries)
