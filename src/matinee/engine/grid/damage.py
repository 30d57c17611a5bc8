"""What of a published grid cannot stay: showings that break a rule by themselves, and those that break one together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.grid.attendance import attendance_of, clash, duties_of_people
from matinee.engine.grid.model import ANY, FIRST, NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matinee.engine.grid.model import Grid, Model


@dataclass(frozen=True, slots=True)
class Damage:
    """The published grid without what is broken, which tasks are loose, and how many changes it takes at least.

    Loose are the broken ones, those in conflict with each other, those of rules that ask for something that is broken,
    and those that were never published; torn are those of which one of two has to move. ``certain`` counts the broken
    ones.
    """

    base: Grid
    loose: frozenset[int]
    torn: frozenset[int]
    fewest: int
    certain: int


def damage_of(model: Model) -> Damage:
    """Return the damage to the published grid of a model."""
    base = model.published()
    new = {task for task in range(model.tasks) if base.room[task] == NOWHERE}
    broken = set(_broken(model, base))
    for task in broken:
        base.room[task], base.start[task] = NOWHERE, 0
    pairs, unsure = _conflicts(model, base)
    covered: set[int] = set()
    matched = 0
    for one, other in pairs:
        if not {one, other} & covered:
            covered |= {one, other}
            matched += 1
    torn = frozenset(task for pair in pairs for task in pair)
    return Damage(base, frozenset(new | broken | torn | unsure), torn, len(broken) + matched, len(broken))


def is_sound(model: Model, grid: Grid) -> bool:
    """Say whether a grid keeps every rule."""
    absent = grid.room == NOWHERE
    if (model.must | model.locked)[absent].any() or set(_broken(model, grid)):
        return False
    for event, tasks in enumerate(model.tasks_of):
        if model.is_premiere[event] and absent[tasks[0]] and not absent[list(tasks)].all():
            return False
    return not any(_conflicts(model, grid))


def _conflicts(model: Model, grid: Grid) -> tuple[list[tuple[int, int]], set[int]]:
    """Return pairs of tasks of which one has to move, and tasks of rules that no single pair is to blame for."""
    people = [_of_person(model, duties, grid) for duties in duties_of_people(model).values()]
    pairs = [*_in_rooms(model, grid), *_of_events(model, grid), *(pair for certain, _ in people for pair in certain)]
    return pairs, {task for _, tasks in people for task in tasks} | set(_out_of_order(model, grid))


def _broken(model: Model, grid: Grid) -> Iterator[int]:
    """Yield tasks that cannot stay whatever else moves."""
    hard = [d for d in range(len(model.duties.person)) if model.person_is_hard[model.duties.person[d]]]
    of_event: dict[int, list[int]] = {}
    for duty in hard:
        of_event.setdefault(int(model.duties.event[duty]), []).append(duty)
    for task in range(model.tasks):
        room, start = int(grid.room[task]), int(grid.start[task])
        if room == NOWHERE:
            continue
        event = int(model.event[task])
        is_alone = len(model.tasks_of[event]) == 1
        needed = [d for d in of_event.get(event, ()) if model.duties.kind[d] not in {ANY, FIRST} or is_alone]
        if not model.is_allowed(task, room, start) or not all(model.is_there(duty, start) for duty in needed):
            yield task


def _in_rooms(model: Model, grid: Grid) -> Iterator[tuple[int, int]]:
    """Yield pairs of tasks that overlap in an auditorium."""
    for room in range(len(model.seats)):
        tasks = np.flatnonzero(grid.room == room)
        begins = grid.start[tasks] - model.before[tasks]
        free = begins + model.length[tasks] + model.turnaround[room]
        meet = np.triu((begins[:, None] < free[None, :]) & (begins[None, :] < free[:, None]), 1)
        yield from ((int(tasks[i]), int(tasks[j])) for i, j in np.argwhere(meet).tolist())


def _of_events(model: Model, grid: Grid) -> Iterator[tuple[int, int]]:
    """Yield pairs of repeats that are too near, or before their premiere."""
    for event, tasks in enumerate(model.tasks_of):
        for one, other in combinations([task for task in tasks if grid.room[task] != NOWHERE], 2):
            away = int(grid.start[other] - grid.start[one])
            is_early = model.is_premiere[event] and one == tasks[0] and away < 0
            if abs(away) < model.apart[event] or is_early:
                yield one, other


def _of_person(model: Model, duties: Sequence[int], grid: Grid) -> tuple[list[tuple[int, int]], set[int]]:
    """Return pairs of tasks a person cannot both be at, and tasks of duties that no single task is to blame for."""
    found = attendance_of(model, duties, grid)
    pairs, loose = [], set()
    fixed = [stay for stay in found.stays if model.duties.kind[stay.duty] != ANY]
    for one, other in combinations(fixed, 2):
        if one.task != other.task and clash(model, one, other):
            is_certain = FIRST not in {int(model.duties.kind[one.duty]), int(model.duties.kind[other.duty])}
            if is_certain:
                pairs.append((one.task, other.task))
            loose |= {one.task, other.task}
    if duties and model.person_is_hard[model.duties.person[duties[0]]]:
        for duty, _ in found.missed:
            loose |= set(model.tasks_of[model.duties.event[duty]])
    return pairs, loose


def _out_of_order(model: Model, grid: Grid) -> Iterator[int]:
    """Yield the tasks of two events that stand against their order."""
    for a, b, gap in model.precedence:
        ends = [int(grid.start[t] + model.during[t]) + gap for t in model.tasks_of[a] if grid.room[t] != NOWHERE]
        begins = [int(grid.start[t]) for t in model.tasks_of[b] if grid.room[t] != NOWHERE]
        if ends and begins and min(ends) > min(begins):
            yield from (*model.tasks_of[a], *model.tasks_of[b])
