"""Whether a rule keeps a task from a place; rules about people are part of the cost (`people`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matinee.engine.compiled import compiled, inlined
from matinee.engine.grid.search.state import NOWHERE, ROOM, START
from matinee.engine.grid.search.tables import (
    APART,
    BEFORE,
    DURING,
    EARLIER,
    EVENT,
    FIRST_TASK,
    IS_PREMIERE,
    LATER,
    LENGTH,
    STEP,
    TURNAROUND,
)

if TYPE_CHECKING:
    from matinee.engine.grid.search.state import State, Where
    from matinee.engine.grid.search.tables import Tables, Whole

FAR = 10**9


@compiled
def may_stand(t: Tables, state: State, task: int, where: Where) -> bool:
    """Say whether windows, repeats, premiere and precedence allow a place; the room is asked by `blocker`."""
    room, start = where
    is_allowed, step = False, t.number[STEP]
    cell = task * len(t.room) + room
    for k in range(t.door[cell], t.door[cell + 1]):
        low = t.span[k, 0]
        if low <= start <= t.span[k, 1] and (start - low) % step == 0:
            is_allowed = True
    if not is_allowed or not _keeps_repeats(t, state, task, start):
        return False
    return _keeps_order(t, state, task, start)


@inlined
def _keeps_repeats(t: Tables, state: State, task: int, start: int) -> bool:
    event, place, one = t.event, state.place, t.task[task, EVENT]
    low, is_premiere, is_kept = event[one, FIRST_TASK], event[one, IS_PREMIERE] == 1, True
    for other in range(low, event[one + 1, FIRST_TASK]):
        if other != task and place[other, ROOM] >= 0:
            later = place[other, START] - start
            if abs(later) < event[one, APART]:
                is_kept = False
            if is_premiere and ((other == low and later > 0) or (task == low and later < 0)):
                is_kept = False
    return is_kept and not (is_premiere and task != low and place[low, ROOM] < 0)


@inlined
def _keeps_order(t: Tables, state: State, task: int, start: int) -> bool:
    """Say whether some showing of the earlier event ends before any of the later one begins."""
    event, rows, own, place = t.event, t.rows, t.task, state.place
    one, is_kept = own[task, EVENT], True
    for k in range(event[one, EARLIER], event[one + 1, EARLIER]):
        end = _ends(event, own, place, rows[k, 0], NOWHERE)
        if end < FAR and end + rows[k, 1] > start:
            is_kept = False
    for k in range(event[one, LATER], event[one + 1, LATER]):
        end = min(start + own[task, DURING], _ends(event, own, place, one, task))
        if end + rows[k, 1] > _opens(event, place, rows[k, 0]):
            is_kept = False
    return is_kept


@inlined
def _ends(event: Whole, own: Whole, place: Whole, one: int, but: int) -> int:
    """Return when the first showing of an event to end does so."""
    least = FAR
    for k in range(event[one, FIRST_TASK], event[one + 1, FIRST_TASK]):
        if k != but and place[k, ROOM] >= 0:
            least = min(least, place[k, START] + own[k, DURING])
    return least


@inlined
def _opens(event: Whole, place: Whole, one: int) -> int:
    """Return when an event's first showing starts."""
    least = FAR
    for k in range(event[one, FIRST_TASK], event[one + 1, FIRST_TASK]):
        if place[k, ROOM] >= 0:
            least = min(least, place[k, START])
    return least


@compiled
def may_leave(t: Tables, state: State, task: int) -> bool:
    """Say whether what stays keeps the rules without a task: a premiere leaves last, the earlier part not alone."""
    event, rows, place, one = t.event, t.rows, state.place, t.task[task, EVENT]
    others = 0
    for other in range(event[one, FIRST_TASK], event[one + 1, FIRST_TASK]):
        if other != task and place[other, ROOM] >= 0:
            others += 1
    if others == 0:
        return True
    is_kept = not (event[one, IS_PREMIERE] == 1 and task == event[one, FIRST_TASK])
    end = _ends(event, t.task, place, one, task)
    for k in range(event[one, LATER], event[one + 1, LATER]):
        if end + rows[k, 1] > _opens(event, place, rows[k, 0]):
            is_kept = False
    return is_kept


@compiled
def blocker(t: Tables, state: State, task: int, where: Where, besides: int) -> int:
    """Return a task that stands in the way there (one other than ``besides``), or -1."""
    own, place, inside, room = t.task, state.place, state.inside, where[ROOM]
    turnaround = t.room[room, TURNAROUND]
    begins = where[START] - own[task, BEFORE]
    ends, found = begins + own[task, LENGTH] + turnaround, NOWHERE
    for k in range(1, inside[room, 0] + 1):
        other = inside[room, k]
        opens = place[other, START] - own[other, BEFORE]
        is_in_the_way = opens < ends and begins < opens + own[other, LENGTH] + turnaround
        if is_in_the_way and other != task and other != besides:  # noqa: PLR1714 (a set costs time in machine code)
            found = other
    return found
