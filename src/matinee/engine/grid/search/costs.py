"""What a task's place costs together with all around it, and whether a rule keeps it from there.

``put`` returns the change of the whole grid's cost in thousandths: all terms that can change when one task moves are
reckoned before and after, so changes of tasks moved one after the other add up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matinee.engine.compiled import compiled, inlined
from matinee.engine.grid.search.people import person_cost
from matinee.engine.grid.search.state import NOW, stand

if TYPE_CHECKING:
    from matinee.engine.grid.search.state import State
    from matinee.engine.grid.search.tables import Tables

FAR = 10**9


@compiled
def put(t: Tables, state: State, task: int, room: int, start: int) -> int:
    """Move a task (room -1: out of the grid); return and book what the grid costs more."""
    cost = -around(t, state, task)
    stand(state, task, room, start)
    cost += around(t, state, task)
    state.cost[NOW] += cost
    return cost


@compiled
def around(t: Tables, state: State, task: int) -> int:
    """Return what the grid costs as far as one task may change it."""
    event = t.event[task]
    cost = _alone(t, state, task) + _seats(t, state, event) + _torn(t, state, event)
    for k in range(t.crew.begin[event], t.crew.begin[event + 1]):
        cost += person_cost(t, state, t.crew.row[k, 0])
    return cost


@compiled
def _alone(t: Tables, state: State, task: int) -> int:
    """Return what the place itself costs: absence, day-part, change, and hasty turnarounds beside it."""
    room, start = state.room[task], state.start[task]
    weights, published = t.weights, t.published[task]
    if room < 0:
        return t.absent[task] + (weights.changes if published[0] >= 0 else 0)
    cost = weights.off_daypart * _off(t, t.event[task], start)
    if published[0] >= 0:
        cost += weights.moved * abs(start - published[1])
        if room != published[0] or start != published[1]:
            cost += weights.changes
    return cost + weights.turnaround * _haste(t, state, task)


@inlined
def _off(t: Tables, event: int, start: int) -> int:
    low, high = t.wished.begin[event], t.wished.begin[event + 1]
    if low == high:
        return 0
    least = FAR
    for k in range(low, high):
        least = min(least, max(0, t.wished.row[k, 0] - start, start - t.wished.row[k, 1]))
    return least


@compiled
def _haste(t: Tables, state: State, task: int) -> int:
    """Return the minutes that gaps to other tasks of the room lack to comfort."""
    room = state.room[task]
    begins = state.start[task] - t.before[task]
    ends = begins + t.length[task] + t.turnaround[room]
    lacking = 0
    for k in range(state.filled[room]):
        other = state.inside[room, k]
        if other != task:
            opens = state.start[other] - t.before[other]
            gap = max(opens - ends, begins - opens - t.length[other] - t.turnaround[room])
            lacking += max(0, t.comfort - gap) if gap >= 0 else t.comfort
    return lacking


@inlined
def _seats(t: Tables, state: State, event: int) -> int:
    """Return what people without a seat cost."""
    short = t.demand[event]
    for task in range(t.first[event], t.first[event + 1]):
        if state.room[task] >= 0:
            short -= t.seats[state.room[task]]
    return t.weights.unseated * max(0, short)


@compiled
def _torn(t: Tables, state: State, event: int) -> int:
    """Return what people cost who cannot see both this event and another."""
    people = 0
    for k in range(t.audience.begin[event], t.audience.begin[event + 1]):
        if not _is_seen(t, state, event, t.audience.row[k, 0]):
            people += t.audience.row[k, 1]
    return t.weights.cannot_see_both * people


@inlined
def _is_seen(t: Tables, state: State, event: int, other: int) -> bool:
    for a in range(t.first[event], t.first[event + 1]):
        if state.room[a] < 0:
            continue
        for b in range(t.first[other], t.first[other + 1]):
            if state.room[b] >= 0:
                way = t.way[state.room[a], state.room[b]]
                pause = max(
                    state.start[b] - state.start[a] - t.during[a], state.start[a] - state.start[b] - t.during[b]
                )
                if pause >= way:
                    return True
    return False


@compiled
def may_stand(t: Tables, state: State, task: int, room: int, start: int) -> bool:
    """Say whether the windows, repeats, premiere and precedence allow a place; rooms and people are asked elsewhere."""
    return (
        _in_domain(t, task, room, start)
        and _keeps_repeats(t, state, task, start)
        and _keeps_order(t, state, task, start)
    )


@inlined
def _in_domain(t: Tables, task: int, room: int, start: int) -> bool:
    spans = task * len(t.seats) + room
    for k in range(t.domain.begin[spans], t.domain.begin[spans + 1]):
        low = t.domain.row[k, 0]
        if low <= start <= t.domain.row[k, 1] and (start - low) % t.step == 0:
            return True
    return False


@inlined
def _keeps_repeats(t: Tables, state: State, task: int, start: int) -> bool:
    event = t.event[task]
    low = t.first[event]
    for other in range(low, t.first[event + 1]):
        if other == task or state.room[other] < 0:
            continue
        if abs(state.start[other] - start) < t.apart[event]:
            return False
        if t.is_premiere[event] and (
            (other == low and state.start[other] > start) or (task == low and state.start[other] < start)
        ):
            return False
    return not (t.is_premiere[event] and task != low and state.room[low] < 0)


@compiled
def _keeps_order(t: Tables, state: State, task: int, start: int) -> bool:
    """Say whether some showing of the earlier event ends before any of the later one begins."""
    event = t.event[task]
    opens, ends = start, start + t.during[task]
    for k in range(t.earlier.begin[event], t.earlier.begin[event + 1]):
        end = _ends(t, state, t.earlier.row[k, 0], -1)
        if end < FAR and end + t.earlier.row[k, 1] > opens:
            return False
    for k in range(t.later.begin[event], t.later.begin[event + 1]):
        end = min(ends, _ends(t, state, event, task))
        if end + t.later.row[k, 1] > _opens(t, state, t.later.row[k, 0]):
            return False
    return True


@inlined
def _ends(t: Tables, state: State, event: int, but: int) -> int:
    least = FAR
    for task in range(t.first[event], t.first[event + 1]):
        if task != but and state.room[task] >= 0:
            least = min(least, state.start[task] + t.during[task])
    return least


@inlined
def _opens(t: Tables, state: State, event: int) -> int:
    least = FAR
    for task in range(t.first[event], t.first[event + 1]):
        if state.room[task] >= 0:
            least = min(least, state.start[task])
    return least


@compiled
def may_leave(t: Tables, state: State, task: int) -> bool:
    """Say whether what stays keeps the rules without a task: a premiere leaves last, an earlier part not alone."""
    event = t.event[task]
    others = 0
    for other in range(t.first[event], t.first[event + 1]):
        if other != task and state.room[other] >= 0:
            others += 1
    if others == 0:
        return True
    if t.is_premiere[event] and task == t.first[event]:
        return False
    end = _ends(t, state, event, task)
    for k in range(t.later.begin[event], t.later.begin[event + 1]):
        if end + t.later.row[k, 1] > _opens(t, state, t.later.row[k, 0]):
            return False
    return True
