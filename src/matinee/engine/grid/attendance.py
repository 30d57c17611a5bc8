"""Who is at which showing: fixed duties first, then of `any` showings what costs a person least.

A person's duties at every showing and at the first one in time are fixed by the grid: inside their windows they
are there, outside they are missed. Of `any` duties they choose showings that clash with nothing they attend, so that
missed guests and walks together cost least; a hard person misses none that could be kept.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from matinee.engine.grid.model import ANY, FIRST, NOWHERE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.grid.model import Grid, Model

HARD_MISS = 10**9  # thousandths of a point; above what any walks cost


class Stay(NamedTuple):
    """A person's minutes at one showing."""

    duty: int
    task: int
    begins: int
    ends: int
    room: int


class Attendance(NamedTuple):
    """What a person attends, which duties are missed (task None: no showing would do), and the walks between."""

    stays: tuple[Stay, ...]
    missed: tuple[tuple[int, int | None], ...]
    walking_min: int


def duties_of_people(model: Model) -> dict[int, list[int]]:
    """Return the duties of each person who has any."""
    found: dict[int, list[int]] = defaultdict(list)
    for duty, person in enumerate(model.duties.person.tolist()):
        found[person].append(duty)
    return found


def attendance_of(model: Model, duties: Sequence[int], grid: Grid) -> Attendance:
    """Return what one person attends of a grid."""
    stays: list[Stay] = []
    missed: list[tuple[int, int | None]] = []
    choices: list[list[Stay]] = []
    for duty in duties:
        event = int(model.duties.event[duty])
        tasks = [t for t in model.tasks_of[event] if grid.room[t] != NOWHERE]
        if model.duties.kind[duty] == FIRST:
            tasks = sorted(tasks, key=lambda t: (int(grid.start[t]), t))[:1]
        there = [stay_of(model, duty, t, grid) for t in tasks if model.is_there(duty, int(grid.start[t]))]
        if model.duties.kind[duty] != ANY:
            stays += there
            missed += [(duty, t) for t in tasks if t not in {stay.task for stay in there}]
        elif tasks:
            choices.append(there or [stay_of(model, duty, NOWHERE, grid)])
    _, chosen = _cheapest(model, choices, tuple(stays), 10**12)
    missed += [(stay.duty, None) for stay in chosen if stay.task == NOWHERE]
    attended = (*stays, *(stay for stay in chosen if stay.task != NOWHERE))
    return Attendance(attended, tuple(missed), walks(model, attended))


def stay_of(model: Model, duty: int, task: int, grid: Grid) -> Stay:
    """Return the minutes of a duty at a task; with task `NOWHERE` a duty missed."""
    if task == NOWHERE:
        return Stay(duty, NOWHERE, 0, 0, NOWHERE)
    start, during = int(grid.start[task]), int(model.during[task])
    before, after = int(model.duties.before[duty]), int(model.duties.after[duty])
    return Stay(duty, task, start - before, start + during + after, int(grid.room[task]))


def clash(model: Model, one: Stay, other: Stay) -> bool:
    """Say whether nobody can be at both."""
    way = int(model.way[one.room, other.room])
    return one.ends + way > other.begins and other.ends + way > one.begins


def walks(model: Model, stays: Sequence[Stay]) -> int:
    """Return the minutes of way between two stays that follow within the time that counts."""
    return sum(_walk(model, one, other) for i, one in enumerate(stays) for other in stays[i + 1 :])


def _walk(model: Model, one: Stay, other: Stay) -> int:
    first, second = sorted((one, other), key=lambda stay: stay.begins)
    pause = second.begins - first.ends
    return int(model.way[one.room, other.room]) if 0 <= pause < model.problem.walk_within_min else 0


def _cheapest(
    model: Model, choices: Sequence[Sequence[Stay]], stays: tuple[Stay, ...], most: int
) -> tuple[int, tuple[Stay, ...]]:
    """Return the cheapest showings of the `any` duties, one choice after the other, beside fixed stays."""
    if not choices:
        return 0, ()
    duty = choices[0][0].duty
    is_hard = bool(model.person_is_hard[model.duties.person[duty]])
    miss = HARD_MISS if is_hard else int(model.duties.guests[duty]) * model.weights["guests_lost"]
    nothing = Stay(duty, NOWHERE, 0, 0, NOWHERE)
    best, found = most, (nothing,) * len(choices)
    for stay in (*choices[0], nothing):
        if stay.task == NOWHERE:
            cost, after = miss, stays
        elif any(clash(model, stay, other) for other in stays):
            continue
        else:
            cost = sum(_walk(model, stay, other) for other in stays) * model.weights["walking"]
            after = (*stays, stay)
        if cost < best:
            rest, others = _cheapest(model, choices[1:], after, best - cost)
            if cost + rest < best:
                best, found = cost + rest, (stay, *others)
    return best, found
