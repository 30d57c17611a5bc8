"""What a grid costs its people: guests missed and walks, or `BROKEN` where a rule about them is.

Of `any` showings they take, one duty after the other, the showing that clashes with nothing and needs the least
walking. The score of the answer may find a better choice, never a worse one.

Arrays are taken out of their tuples once and handed on by themselves: each access to a tuple inside a loop would count
references, which costs more than the arithmetic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matinee.engine.compiled import compiled, inlined
from matinee.engine.grid.model import ANY, FIRST
from matinee.engine.grid.search.state import NOWHERE, ROOM, START
from matinee.engine.grid.search.tables import (
    CREW,
    DURING,
    DUTIES,
    EARLY,
    FIRST_TASK,
    GUESTS,
    GUESTS_LOST,
    IS_ALWAYS,
    IS_HARD,
    KIND,
    LATE,
    STAYS,
    TO_EVENT,
    WALKING,
    WITHIN,
)

if TYPE_CHECKING:
    from matinee.engine.grid.search.state import State
    from matinee.engine.grid.search.tables import Tables, Whole

    Stay = tuple[int, int, int]  # beginning, end, room

BROKEN = 10**13  # thousandths: a person in two places, or a hard one who is away


@compiled
def crew_cost(t: Tables, state: State, one: int) -> int:
    """Return the thousandths that all people with a duty in an event cost, over all their duties."""
    event, person, rows, stays, number = t.event, t.person, t.rows, state.stays, t.number
    cost = 0
    for k in range(event[one, CREW], event[one + 1, CREW]):
        who = rows[k, 0]
        stays[0, 0], stays[0, 1] = 0, 0
        missed = _fixed(t, state, who)
        if missed < BROKEN:
            missed += _any(t, state, who)
        if missed >= BROKEN or (missed > 0 and person[who, IS_HARD]):
            cost += BROKEN  # for each of them, so that changes add up
        else:
            cost += missed * number[GUESTS_LOST] + stays[0, 1] * number[WALKING]
    return cost


@inlined
def _fixed(t: Tables, state: State, who: int) -> int:
    """Return the guests missed at every showing, or the first, `BROKEN` where two are at once; the others stay."""
    duty, event, task, place, stays, way = t.duty, t.event, t.task, state.place, state.stays, t.way
    person, rows, missed, within = t.person, t.rows, 0, t.number[WITHIN]
    for d in range(person[who, DUTIES], person[who + 1, DUTIES]):
        if duty[d, KIND] == ANY:
            continue
        low, high = event[duty[d, TO_EVENT], FIRST_TASK], event[duty[d, TO_EVENT] + 1, FIRST_TASK]
        if duty[d, KIND] == FIRST:
            low, high = _first_of(place, low, high)
        for k in range(low, high):
            if place[k, ROOM] < 0:
                continue
            stay = _stay(duty, task, place, d, k)
            if not _is_there(person, rows, who, stay):
                missed += duty[d, GUESTS]
            else:
                walked = _walked(stays, way, stay, within)
                missed = max(missed, walked) if walked >= BROKEN else missed
                _attend(stays, stay, walked)
    return missed


@inlined
def _any(t: Tables, state: State, who: int) -> int:
    """Return the guests missed where any showing would do, each duty with the best showing that is left."""
    duty, event, task, place, stays, person = t.duty, t.event, t.task, state.place, state.stays, t.person
    missed = 0
    for d in range(person[who, DUTIES], person[who + 1, DUTIES]):
        if duty[d, KIND] != ANY:
            continue
        is_held, chosen, least = False, NOWHERE, BROKEN
        for k in range(event[duty[d, TO_EVENT], FIRST_TASK], event[duty[d, TO_EVENT] + 1, FIRST_TASK]):
            if place[k, ROOM] < 0:
                continue
            is_held, stay = True, _stay(duty, task, place, d, k)
            walked = _walked(stays, t.way, stay, t.number[WITHIN])
            if walked < least and _is_there(person, t.rows, who, stay):
                chosen, least = k, walked
        if chosen != NOWHERE:
            _attend(stays, _stay(duty, task, place, d, chosen), least)
        missed += is_held * (chosen == NOWHERE) * max(duty[d, GUESTS], person[who, IS_HARD])
    return missed


@inlined
def _stay(duty: Whole, task: Whole, place: Whole, d: int, k: int) -> Stay:
    """Return when a duty begins and ends at a showing, and the room."""
    start = place[k, START]
    return start - duty[d, EARLY], start + task[k, DURING] + duty[d, LATE], place[k, ROOM]


@inlined
def _first_of(place: Whole, low: int, high: int) -> tuple[int, int]:
    """Return the first showing in time as a range, an empty one where there is none."""
    found = NOWHERE
    for k in range(low, high):
        if place[k, ROOM] >= 0 and (found == NOWHERE or place[k, START] < place[found, START]):
            found = k
    return (low, low) if found == NOWHERE else (found, found + 1)


@inlined
def _is_there(person: Whole, rows: Whole, who: int, stay: Stay) -> bool:
    is_there = bool(person[who, IS_ALWAYS] == 1)
    for k in range(person[who, STAYS], person[who + 1, STAYS]):
        if rows[k, 0] <= stay[0] and stay[1] <= rows[k, 1]:
            is_there = True
    return is_there


@inlined
def _walked(stays: Whole, way: Whole, stay: Stay, within: int) -> int:
    """Return the minutes of way between a showing and all they attend, `BROKEN` where there is no time for one."""
    begins, ends, room = stay
    walked = 0
    for k in range(1, stays[0, 0] + 1):
        minutes = way[stays[k, 2], room]
        pause = max(begins - stays[k, 1], stays[k, 0] - ends)
        if pause < minutes:
            walked = BROKEN
        if pause < within and walked < BROKEN:
            walked += minutes
    return walked


@inlined
def _attend(stays: Whole, stay: Stay, walked: int) -> None:
    k = stays[0, 0] + 1
    stays[0, 0] = k
    stays[0, 1] += walked
    stays[k, 0], stays[k, 1], stays[k, 2] = stay
