"""A bound at any size: every event alone, with the whole festival to itself.

The cost of a grid is at least the sum over events of the least that the event's own showings can cost: guests who are
not there, minutes off the wished part of the day, people without a seat in the best rooms. Showings of an event keep
their minimum distance, so that is a dynamic program over starts: with ``f_j(s)`` the least cost of ``j`` showings of
which the last starts at ``s``, ``f_1(s) = every(s) + first(s)`` and ``f_{j+1}(s) = every(s) + min f_j(r)`` over all
``r <= s - apart``.
What events cost together (rooms, people in two places, audiences, walks, gaps) is never below 0 and left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.grid.model import ANY, FIRST
from matinee.engine.grid.spans import minutes_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matinee.engine.grid.model import Model, Whole

    Floats = NDArray[np.float64]


def least_cost(model: Model) -> int:
    """Return thousandths of a point that every grid costs at least; the score is at most minus that."""
    duties: list[list[int]] = [[] for _ in model.tasks_of]
    for duty, event in enumerate(model.duties.event.tolist()):
        duties[event].append(duty)
    return sum(_least(model, event, duties[event]) for event in range(len(model.tasks_of)))


def _least(model: Model, event: int, duties: list[int]) -> int:
    """Return the least that one event costs over every number of its showings."""
    tasks = model.tasks_of[event]
    weights, bound = model.weights, sum(bool(model.must[task] or model.locked[task]) for task in tasks)
    starts = _starts(model, tasks)
    every, first = _away(model, tasks[0], duties, starts)
    every = every + weights["off_daypart"] * model.off_daypart(tasks[0], starts)
    seats = np.sort([max((int(model.seats[r]) for r in model.domains[task]), default=0) for task in tasks])[::-1]
    costs, best = [], every + first
    for j in range(len(tasks) + 1):
        alone = 0.0
        if j:
            alone = float(best.min(initial=np.inf))
            best = every + _before(best, starts, int(model.apart[event]))
        short = max(0, int(model.demand[event]) - int(seats[:j].sum()))
        costs.append(alone + weights["unplaced"] * (len(tasks) - j) + weights["unseated"] * short)
    least = min(costs[bound:])
    return int(least) if np.isfinite(least) else 0  # no grid at all: others say so, with the reason


def _starts(model: Model, tasks: tuple[int, ...]) -> Whole:
    """Return every start that some showing may have, and where they are published."""
    spans = {span for task in tasks for room in model.domains[task] for span in model.domains[task][room]}
    return minutes_of(tuple(sorted(spans)), model.step)


def _away(model: Model, task: int, duties: list[int], starts: Whole) -> tuple[Floats, Floats]:
    """Return what guests cost who are away at each start, at every showing and at a first one."""
    every, first = np.zeros(len(starts)), np.zeros(len(starts))
    for duty in duties:
        person, kind = int(model.duties.person[duty]), int(model.duties.kind[duty])
        spans = model.person_windows[person]
        if spans is None or kind == ANY or model.person_is_hard[person]:
            continue
        begins = starts - model.duties.before[duty]
        ends = starts + model.during[task] + model.duties.after[duty]
        there = np.zeros(len(starts), dtype=np.bool_)
        for low, high in spans:
            there |= (low <= begins) & (ends <= high)
        lost = ~there * int(model.duties.guests[duty]) * model.weights["guests_lost"]
        if kind == FIRST:
            first += lost
        else:
            every += lost
    return every, first


def _before(cost: Floats, starts: Whole, apart: int) -> Floats:
    """Return for each start the least cost among those at least so many minutes earlier."""
    least = np.minimum.accumulate(np.concatenate([[np.inf], cost]))
    place = np.searchsorted(starts, starts - apart, side="right")
    if apart == 0:  # the same start counts too, once for each showing
        place = np.arange(1, len(starts) + 1)
    found: Floats = least[place]
    return found
