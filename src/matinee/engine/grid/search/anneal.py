"""Simulated annealing over places: a task moves to a free place, or changes places with the one that stands there.

A change is taken with the probability ``min(1, exp(-cost / temperature))``; no state breaks a rule, but tasks may have
no place. Costs are reckoned exactly, so a cooling ends where no single move and no exchange helps.

References
----------
S. Kirkpatrick, C. D. Gelatt, M. P. Vecchi, 1983, https://doi.org/10.1126/science.220.4598.671
S. Ceschia, L. Di Gaspero, A. Schaerf, 2023, https://doi.org/10.1016/j.ejor.2022.07.011 (timetables, the same moves)

"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from matinee.engine.chance import below, share
from matinee.engine.compiled import compiled, inlined
from matinee.engine.grid.search.costs import put
from matinee.engine.grid.search.people import BROKEN
from matinee.engine.grid.search.rules import blocker, may_leave, may_stand
from matinee.engine.grid.search.state import BEST, NOW, NOWHERE, OUT, ROOM, START, keep_best, stand
from matinee.engine.grid.search.tables import BEFORE, STEP

if TYPE_CHECKING:
    from matinee.engine.grid.search.state import State, Where
    from matinee.engine.grid.search.tables import Tables

NEAR, ANYWHERE = 0.3, 0.75  # shares of the choices: near by; to there, anywhere; the rest, where another task is
STEPS_NEAR = 24
JITTER = 3  # steps by which the one that is driven out may miss the old place
HOPELESS = -30.0  # temperatures lost: nobody takes such a change


@compiled
def anneal(t: Tables, state: State, temperature: float, choices: int) -> int:
    """Weigh so many random choices at one temperature; return how many were taken. The state keeps its best itself."""
    taken = 0
    for _ in range(choices):
        task = below(state.chance, len(t.task))
        where = drawn(t, state, task)
        if where[ROOM] < 0 or (where[ROOM] == state.place[task, ROOM] and where[START] == state.place[task, START]):
            continue
        if tried(t, state, task, where, temperature):
            taken += 1
            if state.cost[NOW] < state.cost[BEST]:
                keep_best(state)
    return taken


@compiled
def drawn(t: Tables, state: State, task: int) -> Where:
    """Return a place to try; room -1 where the task has none."""
    kind, place, step = share(state.chance), state.place, t.number[STEP]
    if kind < NEAR and place[task, ROOM] >= 0:
        return place[task, ROOM], place[task, START] + step * (below(state.chance, 2 * STEPS_NEAR + 1) - STEPS_NEAR)
    if kind >= ANYWHERE:
        other = below(state.chance, len(t.task))
        if place[other, ROOM] >= 0:
            begins = place[other, START] - t.task[other, BEFORE]
            return place[other, ROOM], _stepped(begins + t.task[task, BEFORE], step)
    rooms = len(t.room)
    low, high = t.door[task * rooms], t.door[(task + 1) * rooms]
    if low == high:
        return NOWHERE, 0
    k = low + below(state.chance, high - low)
    room = 0
    while t.door[task * rooms + room + 1] <= k:
        room += 1
    return room, t.span[k, 0] + step * below(state.chance, (t.span[k, 1] - t.span[k, 0]) // step + 1)


@inlined
def _stepped(minute: int, step: int) -> int:
    return -(-minute // step) * step


@compiled
def tried(t: Tables, state: State, task: int, where: Where, temperature: float) -> bool:
    """Move a task if chance allows it, driving out the one in the way; say whether it has moved."""
    other = blocker(t, state, task, where, NOWHERE)
    if other != NOWHERE:
        if blocker(t, state, task, where, other) != NOWHERE:
            return False
        return _exchanged(t, state, (task, other), where, temperature)
    if not may_stand(t, state, task, where):
        return False
    old, cost = (state.place[task, ROOM], state.place[task, START]), state.cost[NOW]
    if _is_taken(state, put(t, state, task, where), temperature):
        return True
    stand(state, task, old)
    state.cost[NOW] = cost
    return False


@compiled
def _exchanged(t: Tables, state: State, both: tuple[int, int], where: Where, temperature: float) -> bool:
    """Let a task drive another one out, to where it came from; say whether that was done."""
    task, other = both
    place, step, cost = state.place, t.number[STEP], state.cost[NOW]
    old, there = (place[task, ROOM], place[task, START]), (place[other, ROOM], place[other, START])
    begins = old[START] - t.task[task, BEFORE]
    shift = step * (below(state.chance, 2 * JITTER + 1) - JITTER)
    new = (old[ROOM], _stepped(begins + t.task[other, BEFORE], step) + shift)
    if new[ROOM] >= 0:
        if blocker(t, state, other, new, task) != NOWHERE:
            return False
    elif not may_leave(t, state, other):
        return False
    lost = put(t, state, other, OUT)
    is_fit = may_stand(t, state, task, where)
    if is_fit:
        lost += put(t, state, task, where)
        if new[ROOM] >= 0:
            is_fit = may_stand(t, state, other, new) and blocker(t, state, other, new, NOWHERE) == NOWHERE
            if is_fit:
                lost += put(t, state, other, new)
    if is_fit and _is_taken(state, lost, temperature):
        return True
    stand(state, task, OUT)
    stand(state, other, there)
    stand(state, task, old)
    state.cost[NOW] = cost
    return False


@inlined
def _is_taken(state: State, lost: int, temperature: float) -> bool:
    """Say whether a change that costs so much more is taken."""
    tempted = -lost / temperature
    is_lucky = tempted > HOPELESS and share(state.chance) < math.exp(min(0.0, tempted))
    return lost < BROKEN // 2 and (lost <= 0 or is_lucky)


@compiled
def insert(t: Tables, state: State, task: int, tries: int) -> bool:
    """Put a task that has no place at the cheapest of so many random free places; say whether there was one."""
    best, least, cost = OUT, BROKEN // 2, state.cost[NOW]
    for _ in range(tries):
        where = drawn(t, state, task)
        if where[ROOM] >= 0 and blocker(t, state, task, where, NOWHERE) == NOWHERE and may_stand(t, state, task, where):
            lost = put(t, state, task, where)
            if lost < least:
                best, least = where, lost
            stand(state, task, OUT)
            state.cost[NOW] = cost
    if best[ROOM] >= 0:
        put(t, state, task, best)
    return best[ROOM] >= 0


@compiled
def take_over(t: Tables, state: State, task: int, where: Where) -> bool:
    """Put a task at a place if every rule allows it; say whether it stands there."""
    if blocker(t, state, task, where, NOWHERE) != NOWHERE or not may_stand(t, state, task, where):
        return False
    cost = state.cost[NOW]
    if put(t, state, task, where) < BROKEN // 2:
        return True
    stand(state, task, OUT)
    state.cost[NOW] = cost
    return False
