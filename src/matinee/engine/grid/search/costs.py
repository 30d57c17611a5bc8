"""What a task's place costs together with all around it.

``put`` returns the change of the whole grid's cost in thousandths: all terms that can change when one task moves are
reckoned before and after, so changes of tasks moved one after the other add up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matinee.engine.compiled import compiled, inlined
from matinee.engine.grid.search.people import crew_cost
from matinee.engine.grid.search.state import NOW, ROOM, START, stand
from matinee.engine.grid.search.tables import (
    ABSENT,
    AUDIENCE,
    BEFORE,
    CHANGES,
    COMFORT,
    DEMAND,
    DURING,
    EVENT,
    FIRST_TASK,
    HASTE,
    LENGTH,
    MOVED,
    OFF_DAYPART,
    SEATS,
    TORN,
    TURNAROUND,
    UNSEATED,
    WAS_ROOM,
    WAS_START,
    WISHED,
)

if TYPE_CHECKING:
    from matinee.engine.grid.search.state import State, Where
    from matinee.engine.grid.search.tables import Tables, Whole

FAR = 10**9


@compiled
def put(t: Tables, state: State, task: int, where: Where) -> int:
    """Move a task (room -1: out of the grid); return and book what the grid costs more."""
    cost = -around(t, state, task)
    stand(state, task, where)
    cost += around(t, state, task)
    state.cost[NOW] += cost
    return cost


@compiled
def around(t: Tables, state: State, task: int) -> int:
    """Return what the grid costs as far as one task may change it."""
    one = t.task[task, EVENT]
    cost = _alone(t, state, task) + _unseated(t, state, one) * t.number[UNSEATED]
    return int(cost + _torn(t, state, one) * t.number[TORN] + crew_cost(t, state, one))


@inlined
def _alone(t: Tables, state: State, task: int) -> int:
    """Return what the place itself costs: absence, day-part, change, and hasty turnarounds beside it."""
    number, own = t.number, t.task
    room, start = state.place[task, ROOM], state.place[task, START]
    is_published = own[task, WAS_ROOM] >= 0
    if room < 0:
        return int(own[task, ABSENT] + number[CHANGES] * is_published)
    cost = number[OFF_DAYPART] * _off(t.event, t.rows, own[task, EVENT], start)
    if is_published:
        cost += number[MOVED] * abs(start - own[task, WAS_START])
        if room != own[task, WAS_ROOM] or start != own[task, WAS_START]:
            cost += number[CHANGES]
    return int(cost + number[HASTE] * _haste(t, state, task))


@inlined
def _off(event: Whole, rows: Whole, one: int, start: int) -> int:
    """Return the minutes to the nearest wished window."""
    low, high = event[one, WISHED], event[one + 1, WISHED]
    least = FAR if low < high else 0
    for k in range(low, high):
        least = min(least, max(0, rows[k, 0] - start, start - rows[k, 1]))
    return least


@inlined
def _haste(t: Tables, state: State, task: int) -> int:
    """Return the minutes that gaps to other tasks of the room lack to comfort."""
    own, place, inside, comfort = t.task, state.place, state.inside, t.number[COMFORT]
    room = place[task, ROOM]
    turnaround, lacking = t.room[room, TURNAROUND], 0
    begins = place[task, START] - own[task, BEFORE]
    ends = begins + own[task, LENGTH] + turnaround
    for k in range(1, inside[room, 0] + 1):
        other = inside[room, k]
        if other != task:
            opens = place[other, START] - own[other, BEFORE]
            gap = max(opens - ends, begins - opens - own[other, LENGTH] - turnaround)
            lacking += max(0, comfort - max(0, gap))
    return lacking


@inlined
def _unseated(t: Tables, state: State, one: int) -> int:
    """Return the people of an event without a seat."""
    event, place, rooms = t.event, state.place, t.room
    short = event[one, DEMAND]
    for k in range(event[one, FIRST_TASK], event[one + 1, FIRST_TASK]):
        if place[k, ROOM] >= 0:
            short -= rooms[place[k, ROOM], SEATS]
    return int(max(0, short))


@compiled
def _torn(t: Tables, state: State, one: int) -> int:
    """Return how many people cannot see both this event and another."""
    event, rows, task, place, way = t.event, t.rows, t.task, state.place, t.way
    low, high, people = event[one, FIRST_TASK], event[one + 1, FIRST_TASK], 0
    for k in range(event[one, AUDIENCE], event[one + 1, AUDIENCE]):
        other, is_seen = rows[k, 0], False
        for a in range(low, high):
            if is_seen or place[a, ROOM] < 0:
                continue
            for b in range(event[other, FIRST_TASK], event[other + 1, FIRST_TASK]):
                if place[b, ROOM] >= 0:
                    later = place[b, START] - place[a, START]
                    if max(later - task[a, DURING], -later - task[b, DURING]) >= way[place[a, ROOM], place[b, ROOM]]:
                        is_seen = True
                        break
        if not is_seen:
            people += rows[k, 1]
    return people
