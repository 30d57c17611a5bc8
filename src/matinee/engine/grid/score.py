"""What a grid costs, term by term, from the numbers of `model`; whole in thousandths of a point.

`raw_of` takes any grid, broken ones too. The search keeps its own deltas; this is what they have to agree with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.grid.attendance import attendance_of, duties_of_people
from matinee.engine.grid.model import NOWHERE, SCALE, TERMS
from matinee.engine.solution import Term

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matinee.engine.grid.model import Grid, Model


def raw_of(model: Model, grid: Grid) -> dict[str, int]:
    """Return each term of a grid in its own unit."""
    is_placed = grid.room != NOWHERE
    stays = [attendance_of(model, duties, grid) for duties in duties_of_people(model).values()]
    had = model.published_room != NOWHERE
    is_changed = had & ((grid.room != model.published_room) | (grid.start != model.published_start))
    moved = np.abs(grid.start - model.published_start)
    return {
        "unplaced": int(np.sum(~is_placed)),
        "guests_lost": sum(int(model.duties.guests[duty]) for one in stays for duty, _ in one.missed),
        "cannot_see_both": int(model.pairs.people[~pairs_seen(model, grid)].sum()),
        "unseated": _unseated(model, grid),
        "off_daypart": sum(off_daypart(model, t, int(grid.start[t])) for t in np.flatnonzero(is_placed).tolist()),
        "turnaround": sum(turnaround_in(model, grid, room) for room in range(len(model.seats))),
        "walking": sum(one.walking_min for one in stays),
        "changes": int(np.sum(is_changed)),
        "moved": int(moved[had & is_placed].sum()),
    }


def terms_of(model: Model, raw: dict[str, int]) -> dict[str, Term]:
    """Return the terms of a solution: weights are negative, as every term is a cost."""
    weights = {name: -getattr(model.problem.weights, name) for name in TERMS}
    return {name: Term(float(raw[name]), weights[name], raw[name] * weights[name]) for name in TERMS}


def points_of(model: Model, raw: dict[str, int]) -> int:
    """Return the score in thousandths of a point, 0 at best."""
    return -sum(raw[name] * model.weights[name] for name in TERMS)


def score_of(model: Model, raw: dict[str, int]) -> float:
    """Return the score in points."""
    return points_of(model, raw) / SCALE + 0.0


def off_daypart(model: Model, task: int, start: int) -> int:
    """Return the minutes from one start to the nearest wished window."""
    return int(model.off_daypart(task, np.array([start]))[0])


def pairs_seen(model: Model, grid: Grid) -> NDArray[np.bool_]:
    """Return for each pair of events ``(pairs,)`` whether some showing of each can be seen."""
    if not len(model.pairs.a):
        return np.zeros(0, dtype=np.bool_)
    is_placed = grid.room != NOWHERE
    room = np.where(is_placed, grid.room, 0)
    ends = grid.start + model.during
    follows = ends[:, None] + model.way[np.ix_(room, room)] <= grid.start[None, :]
    follows &= is_placed[:, None] & is_placed[None, :]
    first = np.array([tasks[0] for tasks in model.tasks_of])
    of_events = np.logical_or.reduceat(np.logical_or.reduceat(follows, first, axis=0), first, axis=1)
    seen: NDArray[np.bool_] = (of_events | of_events.T)[model.pairs.a, model.pairs.b]
    return seen


def _unseated(model: Model, grid: Grid) -> int:
    seats = np.append(model.seats, 0)[grid.room]  # nowhere is the last place
    offered = np.bincount(model.event, seats, len(model.demand)).astype(np.int64)
    return int(np.maximum(model.demand - offered, 0).sum())


def turnaround_in(model: Model, grid: Grid, room: int) -> int:
    """Return the minutes under a comfortable gap from each task to the next of a room; an overlap lacks all of it."""
    comfort = model.problem.comfort_min
    tasks = np.flatnonzero(grid.room == room)
    begins = grid.start[tasks] - model.before[tasks]
    free = begins + model.length[tasks] + model.turnaround[room]
    order = np.lexsort((free, begins))
    gaps = begins[order][1:] - free[order][:-1]
    return int(np.clip(comfort - gaps, 0, comfort).sum())
