"""What a grid costs one person: guests missed and walks, or `BROKEN` where a rule about them is.

Of `any` showings they take, one duty after the other, the showing that clashes with nothing and needs the least
walking. The score of the answer may find a better choice, never a worse one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matinee.engine.compiled import compiled, inlined
from matinee.engine.grid.model import ANY, FIRST

if TYPE_CHECKING:
    from matinee.engine.grid.search.state import State
    from matinee.engine.grid.search.tables import Tables

BROKEN = 10**13  # thousandths: a person in two places, or a hard one who is away
NOBODY = -1


@compiled
def person_cost(t: Tables, state: State, person: int) -> int:
    """Return the thousandths that one person's day costs."""
    state.stays[0, 0] = 0
    cost = 0
    for d in range(t.duty.begin[person], t.duty.begin[person + 1]):
        if t.duty.row[d, 1] != ANY:
            cost += _fixed(t, state, person, d)
            if cost >= BROKEN:
                return BROKEN
    for d in range(t.duty.begin[person], t.duty.begin[person + 1]):
        if t.duty.row[d, 1] == ANY:
            cost += _any(t, state, person, d)
    return min(cost, BROKEN)


@compiled
def _fixed(t: Tables, state: State, person: int, d: int) -> int:
    """Return what a duty at every showing, or the first, costs; where they attend, they stay."""
    event, cost = t.duty.row[d, 0], 0
    low, high = t.first[event], t.first[event + 1]
    if t.duty.row[d, 1] == FIRST:
        low = _first_of(state, low, high)
        high = low + 1 if low >= 0 else low
    for task in range(low, high):
        if state.room[task] < 0:
            continue
        if not _is_there(t, state, person, d, task):
            cost += BROKEN if t.is_hard[person] else t.duty.row[d, 4] * t.weights.guests_lost
            continue
        walked = _walked(t, state, d, task)
        if walked >= BROKEN:
            return BROKEN
        cost += walked
        _attend(t, state, d, task)
    return cost


@compiled
def _any(t: Tables, state: State, person: int, d: int) -> int:
    """Return what a duty at any showing costs, with the best showing that is left."""
    event, is_held, chosen, least = t.duty.row[d, 0], False, NOBODY, BROKEN
    for task in range(t.first[event], t.first[event + 1]):
        if state.room[task] < 0:
            continue
        is_held = True
        if _is_there(t, state, person, d, task):
            walked = _walked(t, state, d, task)
            if walked < least:
                chosen, least = task, walked
    if chosen != NOBODY:
        _attend(t, state, d, chosen)
        return least
    if not is_held:
        return 0
    return BROKEN if t.is_hard[person] else t.duty.row[d, 4] * t.weights.guests_lost


@inlined
def _first_of(state: State, low: int, high: int) -> int:
    found = NOBODY
    for task in range(low, high):
        if state.room[task] >= 0 and (found == NOBODY or state.start[task] < state.start[found]):
            found = task
    return found


@inlined
def _is_there(t: Tables, state: State, person: int, d: int, task: int) -> bool:
    if t.is_always[person]:
        return True
    begins = state.start[task] - t.duty.row[d, 2]
    ends = state.start[task] + t.during[task] + t.duty.row[d, 3]
    for k in range(t.stay.begin[person], t.stay.begin[person + 1]):
        if t.stay.row[k, 0] <= begins and ends <= t.stay.row[k, 1]:
            return True
    return False


@compiled
def _walked(t: Tables, state: State, d: int, task: int) -> int:
    """Return what the ways between a showing and all they attend cost, `BROKEN` where there is no time for one."""
    begins, room, cost = state.start[task] - t.duty.row[d, 2], state.room[task], 0
    ends = state.start[task] + t.during[task] + t.duty.row[d, 3]
    for k in range(1, state.stays[0, 0] + 1):
        way = t.way[state.stays[k, 2], room]
        pause = max(begins - state.stays[k, 1], state.stays[k, 0] - ends)
        if pause < way:
            return BROKEN
        if pause < t.within:
            cost += way * t.weights.walking
    return cost


@inlined
def _attend(t: Tables, state: State, d: int, task: int) -> None:
    state.stays[0, 0] += 1
    k = state.stays[0, 0]
    state.stays[k, 0] = state.start[task] - t.duty.row[d, 2]
    state.stays[k, 1] = state.start[task] + t.during[task] + t.duty.row[d, 3]
    state.stays[k, 2] = state.room[task]
