"""Simulated annealing over places: a task moves to a free place, or changes places with the one that stands there.

A change is taken with the probability ``min(1, exp(-cost / temperature))``; no state breaks a rule, but tasks may have no
place. Costs are reckoned exactly, so a cooling ends where no single move and no exchange helps.

References
----------
S. Kirkpatrick, C. D. Gelatt, M. P. Vecchi, 1983, https://doi.org/10.1126/science.220.4598.671
S. Ceschia, L. Di Gaspero, A. Schaerf, 2023, https://doi.org/10.1016/j.ejor.2022.07.011 (timetables, the same moves)

"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from matinee.engine.blocks.chance import below, share
from matinee.engine.compiled import compiled, inlined
from matinee.engine.grid.search.costs import may_leave, may_stand, put
from matinee.engine.grid.search.people import BROKEN
from matinee.engine.grid.search.state import BEST, NOW, keep_best, stand

if TYPE_CHECKING:
    from matinee.engine.grid.search.state import State
    from matinee.engine.grid.search.tables import Tables

NEAR, ANYWHERE = 0.3, 0.75  # shares of the choices: near by; to there, anywhere; the rest, where another task is
STEPS_NEAR = 24
JITTER = 3  # steps by which the one that is driven out may miss the old place
NOBODY = -1
HOPELESS = -30.0


@compiled
def anneal(t: Tables, state: State, temperature: float, choices: int) -> int:
    """Weigh so many random choices at one temperature; return how many were taken. The state keeps its best itself."""
    taken = 0
    for _ in range(choices):
        task = below(state.chance, len(t.event))
        room, start = _drawn(t, state, task)
        if room < 0 or (room == state.room[task] and start == state.start[task]):
            continue
        if _tried(t, state, task, room, start, temperature):
            taken += 1
            if state.cost[NOW] < state.cost[BEST]:
                keep_best(state)
    return taken


@compiled
def _drawn(t: Tables, state: State, task: int) -> tuple[int, int]:
    """Return a place to try; room -1 where the task has none."""
    kind = share(state.chance)
    if kind < NEAR and state.room[task] >= 0:
        return state.room[task], state.start[task] + t.step * (below(state.chance, 2 * STEPS_NEAR + 1) - STEPS_NEAR)
    if kind >= ANYWHERE:
        other = below(state.chance, len(t.event))
        if state.room[other] >= 0:
            return state.room[other], _stepped(t, state.start[other] - t.before[other] + t.before[task])
    return spot(t, state, task)


@compiled
def spot(t: Tables, state: State, task: int) -> tuple[int, int]:
    """Return a random place of a task's domain, room -1 where that is empty."""
    rooms = len(t.seats)
    low, high = t.domain.begin[task * rooms], t.domain.begin[(task + 1) * rooms]
    if low == high:
        return NOBODY, 0
    k = low + below(state.chance, high - low)
    room = 0
    while t.domain.begin[task * rooms + room + 1] <= k:
        room += 1
    first, last = t.domain.row[k, 0], t.domain.row[k, 1]
    return room, first + t.step * below(state.chance, (last - first) // t.step + 1)


@inlined
def _stepped(t: Tables, minute: int) -> int:
    return -(-minute // t.step) * t.step


@compiled
def blocker(t: Tables, state: State, task: int, room: int, start: int, besides: int) -> int:
    """Return a task that stands in the way there (one other than ``besides``), or -1."""
    begins = start - t.before[task]
    ends = begins + t.length[task] + t.turnaround[room]
    for k in range(state.filled[room]):
        other = state.inside[room, k]
        if other == task or other == besides:  # noqa: PLR1714 (a set costs time in machine code)
            continue
        opens = state.start[other] - t.before[other]
        if opens < ends and begins < opens + t.length[other] + t.turnaround[room]:
            return int(other)
    return NOBODY


@compiled
def _tried(t: Tables, state: State, task: int, room: int, start: int, temperature: float) -> bool:
    """Move a task if chance allows it, driving out the one in the way; say whether it has moved."""
    other = blocker(t, state, task, room, start, NOBODY)
    if other == NOBODY:
        if not may_stand(t, state, task, room, start):
            return False
        old_room, old_start, cost = state.room[task], state.start[task], state.cost[NOW]
        if is_taken(state, put(t, state, task, room, start), temperature):
            return True
        stand(state, task, old_room, old_start)
        state.cost[NOW] = cost
        return False
    if blocker(t, state, task, room, start, other) != NOBODY:
        return False
    return _exchanged(t, state, task, other, room, start, temperature)


@compiled
def _exchanged(t: Tables, state: State, task: int, other: int, room: int, start: int, temperature: float) -> bool:
    """Let a task drive another one out, to where it came from; say whether that was done."""
    old_room, old_start, cost = state.room[task], state.start[task], state.cost[NOW]
    other_room, other_start = state.room[other], state.start[other]
    new_start = other_start
    if old_room >= 0:
        new_start = _stepped(t, old_start - t.before[task] + t.before[other])
        new_start += t.step * (below(state.chance, 2 * JITTER + 1) - JITTER)
        if blocker(t, state, other, old_room, new_start, task) != NOBODY:
            return False
    elif not may_leave(t, state, other):
        return False
    stand(state, other, NOBODY, 0)
    stand(state, task, NOBODY, 0)
    if may_stand(t, state, task, room, start):
        stand(state, task, old_room, old_start)
        stand(state, other, other_room, other_start)
        lost = put(t, state, other, NOBODY, 0) + put(t, state, task, room, start)
        is_fit = old_room < 0
        if not is_fit and may_stand(t, state, other, old_room, new_start):
            is_fit = blocker(t, state, other, old_room, new_start, NOBODY) == NOBODY
            lost += put(t, state, other, old_room, new_start)
        if is_fit and is_taken(state, lost, temperature):
            return True
    stand(state, other, NOBODY, 0)
    stand(state, task, old_room, old_start)
    stand(state, other, other_room, other_start)
    state.cost[NOW] = cost
    return False


@inlined
def is_taken(state: State, lost: int, temperature: float) -> bool:
    """Say whether a change that costs so much more is taken."""
    if lost <= 0:
        return True
    if lost >= BROKEN // 2:
        return False
    tempted = -lost / temperature
    return tempted > HOPELESS and share(state.chance) < math.exp(tempted)


@compiled
def insert(t: Tables, state: State, task: int, tries: int) -> bool:
    """Put a task that has no place at the cheapest of so many random free places; say whether there was one."""
    best_room, best_start, least, cost = NOBODY, 0, BROKEN // 2, state.cost[NOW]
    for _ in range(tries):
        room, start = _drawn(t, state, task)
        if room < 0 or blocker(t, state, task, room, start, NOBODY) != NOBODY:
            continue
        if may_stand(t, state, task, room, start):
            lost = put(t, state, task, room, start)
            if lost < least:
                best_room, best_start, least = room, start, lost
            stand(state, task, NOBODY, 0)
            state.cost[NOW] = cost
    if best_room < 0:
        return False
    put(t, state, task, best_room, best_start)
    return True
