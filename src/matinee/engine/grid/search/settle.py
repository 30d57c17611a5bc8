"""A cooling in which only some tasks may move: those of a repair that lost their place.

All others stand where they were published from the beginning, even where a rule asks for one that has no place yet (a
premiere, say): so a repeat does not lose its place because its premiere did. A lost showing costs more than any number
of changes, and a change more than what a place is worth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.chance import below, share
from matinee.engine.compiled import compiled
from matinee.engine.grid.search.anneal import drawn, insert, take_over, tried
from matinee.engine.grid.search.costs import put
from matinee.engine.grid.search.people import BROKEN
from matinee.engine.grid.search.rules import blocker
from matinee.engine.grid.search.state import BEST, NOW, NOWHERE, ROOM, START, empty_state, grid_of, keep_best
from matinee.engine.grid.search.tables import ABSENT, CHANGES, MUST, WAS_ROOM, WAS_START, tables_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from matinee.engine.grid.damage import Damage
    from matinee.engine.grid.model import Grid, Model
    from matinee.engine.grid.search.state import State
    from matinee.engine.grid.search.tables import Tables, Whole

LOST, CHANGED = 1_000_000_000, 300_000  # thousandths, in place of what the weights say
HOME = 0.05  # share of the choices: back to the published place
TRIES = 2_000  # places looked at for each task, before the cooling
ROUND = 5_000  # choices at one temperature
HOT, COLD = 200_000.0, 100.0


def settle(model: Model, damage: Damage, free: Collection[int], seed: int, rounds: int) -> Grid | None:
    """Return a grid in which only free tasks have moved; None where people could not be in it.

    The cooling goes down in so many rounds. All but the torn ones stand where they were, to begin with; torn ones as
    far as nothing is in their way. Whether the grid keeps every rule, the caller has to ask: what a rule wants of a
    task without a place is not looked at.
    """
    t = _priced(model)
    state = empty_state(t, np.random.default_rng(seed))
    base, tasks = damage.base, np.array(sorted(free), dtype=np.int64)
    is_free, is_torn = (np.isin(np.arange(model.tasks), sorted(some)) for some in (free, damage.torn))
    placed = base.room != NOWHERE
    for task in np.flatnonzero(placed & ~is_torn).tolist():
        put(t, state, task, (int(base.room[task]), int(base.start[task])))
    for task in np.flatnonzero(placed & is_torn).tolist():
        take_over(t, state, task, (int(base.room[task]), int(base.start[task])))
    for task in tasks[np.argsort(-t.task[tasks, ABSENT], kind="stable")].tolist():
        if state.place[task, ROOM] < 0:
            insert(t, state, task, TRIES)
    keep_best(state)
    for i in range(rounds if len(tasks) else 0):
        _cool(t, state, tasks, is_free, HOT * (COLD / HOT) ** (i / rounds))
    is_whole = state.cost[BEST] < BROKEN // 2 and not (model.must | model.locked)[state.best[:, ROOM] < 0].any()
    return grid_of(state.best) if is_whole else None


def _priced(model: Model) -> Tables:
    """Return the tables of a model with the prices of a repair."""
    t = tables_of(model)
    number, task = t.number.copy(), t.task.copy()
    number[CHANGES] = CHANGED
    task[:, ABSENT] = np.where((task[:, WAS_ROOM] >= 0) & (task[:, ABSENT] < MUST), LOST, task[:, ABSENT])
    return t._replace(number=number, task=task)


@compiled
def _cool(t: Tables, state: State, tasks: Whole, is_free: NDArray[np.bool_], temperature: float) -> None:
    """Weigh a round of choices for free tasks, which drive out none but each other."""
    for _ in range(ROUND):
        task = tasks[below(state.chance, len(tasks))]
        where = drawn(t, state, task)
        if share(state.chance) < HOME and t.task[task, WAS_ROOM] >= 0:
            where = t.task[task, WAS_ROOM], t.task[task, WAS_START]
        if where[ROOM] < 0 or (where[ROOM] == state.place[task, ROOM] and where[START] == state.place[task, START]):
            continue
        other = blocker(t, state, task, where, NOWHERE)
        if other != NOWHERE and not is_free[other]:
            continue
        if tried(t, state, task, where, temperature) and state.cost[NOW] < state.cost[BEST]:
            keep_best(state)
