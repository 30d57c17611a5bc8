"""Where every task is, and in which room which tasks are, as arrays for machine code."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from matinee.engine.blocks.chance import seeded
from matinee.engine.compiled import compiled

if TYPE_CHECKING:
    from matinee.engine.blocks.chance import Chance
    from matinee.engine.grid.model import Grid
    from matinee.engine.grid.search.tables import Tables, Whole

NOW, BEST = 0, 1


class State(NamedTuple):
    """A grid under way, and the best it has seen."""

    room: Whole  # (tasks,) -1: no place
    start: Whole  # (tasks,)
    inside: Whole  # (rooms, tasks) tasks of each room, in no order
    filled: Whole  # (rooms,) how many
    cost: Whole  # (2,) thousandths, of this grid and of the best
    best: Whole  # (2, tasks) room and start of the best
    stays: Whole  # scratch: count, then beginning, end and room of what a person attends
    chance: Chance


def empty_state(t: Tables, rng: np.random.Generator) -> State:
    """Return a state with nothing placed."""
    tasks, rooms = len(t.event), len(t.seats)
    held = np.diff(t.first)[t.duty.row[:, 0]]
    people = np.repeat(np.arange(len(t.is_hard)), np.diff(t.duty.begin))
    most = int(np.bincount(people, held).max()) if len(held) else 0
    cost = int(t.absent.sum())
    return State(
        room=np.full(tasks, -1, dtype=np.int64),
        start=np.zeros(tasks, dtype=np.int64),
        inside=np.zeros((rooms, tasks), dtype=np.int64),
        filled=np.zeros(rooms, dtype=np.int64),
        cost=np.array([cost, cost], dtype=np.int64),
        best=np.vstack([np.full(tasks, -1, dtype=np.int64), np.zeros(tasks, dtype=np.int64)]),
        stays=np.zeros((most + 1, 3), dtype=np.int64),
        chance=seeded(rng),
    )


@compiled
def stand(state: State, task: int, room: int, start: int) -> None:
    """Put a task somewhere (room -1: nowhere) without asking what it costs."""
    old = state.room[task]
    if old >= 0:
        last = state.filled[old] - 1
        for k in range(last + 1):
            if state.inside[old, k] == task:
                state.inside[old, k] = state.inside[old, last]
                break
        state.filled[old] = last
    state.room[task] = room
    state.start[task] = start
    if room >= 0:
        state.inside[room, state.filled[room]] = task
        state.filled[room] += 1


@compiled
def keep_best(state: State) -> None:
    """Remember this grid as the best."""
    state.cost[BEST] = state.cost[NOW]
    for task in range(len(state.room)):
        state.best[0, task] = state.room[task]
        state.best[1, task] = state.start[task]


def best_of(state: State, grid: Grid) -> Grid:
    """Return the best grid seen, written into a grid."""
    grid.room[:], grid.start[:] = state.best
    return grid
