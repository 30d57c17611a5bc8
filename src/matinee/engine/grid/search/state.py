"""Where every task is, and in which room which tasks are, as arrays for machine code."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from matinee.engine.chance import seeded
from matinee.engine.compiled import compiled
from matinee.engine.grid.model import Grid
from matinee.engine.grid.search.tables import (
    ABSENT,
    AUDIENCE,
    CHANGES,
    DEMAND,
    DUTIES,
    FIRST_TASK,
    TO_EVENT,
    TORN,
    UNSEATED,
    WAS_ROOM,
)

if TYPE_CHECKING:
    from matinee.engine.chance import Chance
    from matinee.engine.grid.search.tables import Tables, Whole

    Where = tuple[int, int]  # room and start

ROOM, START = 0, 1  # of a place
NOW, BEST = 0, 1  # of a cost
NOWHERE = -1
OUT = (NOWHERE, 0)  # no place


class State(NamedTuple):
    """A grid under way, and the best it has seen."""

    place: Whole  # (tasks, 2) room (-1: none) and start
    inside: Whole  # (rooms, tasks + 1) how many tasks a room has, then which, in no order
    cost: Whole  # (2,) thousandths, of this grid and of the best
    best: Whole  # (tasks, 2) places of the best
    stays: Whole  # (most + 1, 3) scratch: count and walks; then beginning, end, room of what a person attends
    chance: Chance


def empty_state(t: Tables, rng: np.random.Generator) -> State:
    """Return a state with nothing placed."""
    tasks, rooms = len(t.task), len(t.room)
    place = np.tile(np.array([NOWHERE, 0], dtype=np.int64), (tasks, 1))
    cost = _cost_of_nothing(t)
    return State(
        place=place,
        inside=np.zeros((rooms, tasks + 1), dtype=np.int64),
        cost=np.array([cost, cost], dtype=np.int64),
        best=place.copy(),
        stays=np.zeros((_most_stays(t) + 1, 3), dtype=np.int64),
        chance=seeded(rng),
    )


def _cost_of_nothing(t: Tables) -> int:
    """Return what an empty grid costs; each audience stands in the lists of both its events."""
    torn = t.rows[t.event[0, AUDIENCE] : t.event[-1, AUDIENCE], 1].sum() // 2
    changed = (t.task[:, WAS_ROOM] >= 0).sum()
    cost = t.task[:, ABSENT].sum() + t.number[UNSEATED] * t.event[:, DEMAND].sum()
    return int(cost + t.number[TORN] * torn + t.number[CHANGES] * changed)


def _most_stays(t: Tables) -> int:
    """Return how many showings a person could have to attend at most."""
    showings = np.diff(t.event[:, FIRST_TASK])[t.duty[:, TO_EVENT]]
    people = np.repeat(np.arange(len(t.person) - 1), np.diff(t.person[:, DUTIES]))
    return int(np.bincount(people, showings).max()) if len(people) else 0


@compiled
def stand(state: State, task: int, where: Where) -> None:
    """Put a task somewhere without asking what it costs."""
    place, inside = state.place, state.inside
    room = where[ROOM]
    old = place[task, ROOM]
    if old >= 0:
        last = inside[old, 0]
        for k in range(1, last + 1):
            if inside[old, k] == task:
                inside[old, k] = inside[old, last]
                break
        inside[old, 0] = last - 1
    place[task, ROOM], place[task, START] = where
    if room >= 0:
        inside[room, 0] += 1
        inside[room, inside[room, 0]] = task


@compiled
def keep_best(state: State) -> None:
    """Remember this grid as the best."""
    state.cost[BEST] = state.cost[NOW]
    state.best[:] = state.place


def grid_of(places: Whole) -> Grid:
    """Return places ``(tasks, 2)`` as a grid."""
    return Grid(places[:, ROOM].copy(), places[:, START].copy())
