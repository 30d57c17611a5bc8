"""Why a showing cannot stand at a place: everything in the way, in words."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from matinee.engine.grid.attendance import attendance_of, clash
from matinee.engine.grid.domains import is_fit
from matinee.engine.grid.model import ANY, NOWHERE
from matinee.engine.grid.spans import holds, joined
from matinee.engine.grid.words import clock, showing_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matinee.engine.grid.around import Around


def obstacles(around: Around, task: int, room: int, start: int) -> list[str]:
    """Return what keeps a task from a place in a grid where all else stays; nothing where it may stand there."""
    model = around.model
    if not model.is_allowed(task, room, start):
        return list(_alone(around, task, room, start))
    found = [*_taken(around, task, room, start), *_order(around, task, start)]
    here = (int(around.grid.room[task]), int(around.grid.start[task]))
    around.move(task, room, start)
    found += _people(around, task)
    around.move(task, *here)
    return list(dict.fromkeys(found))


def _alone(around: Around, task: int, r: int, start: int) -> Iterator[str]:
    """Say why a showing may not stand there even in an empty grid."""
    problem = around.model.problem
    event, room = problem.events[around.model.event[task]], problem.auditoriums[r]
    lacks = sorted(set(event.features) - set(room.features))
    if lacks:
        yield f"{room.name} lacks {', '.join(lacks)}"
    elif not is_fit(event, room):
        yield f"{room.name} is not one of its auditoriums"
    begins, ends = start - event.before_min, start + event.during_min + event.after_min
    is_open = any(a <= begins and ends <= b for a, b in joined(room.windows))
    if not is_open:
        yield f"{room.name} is not open for it then"
    elif event.windows is not None and not holds(event.windows, start):
        yield "that is outside its windows"
    elif start % problem.step_min:
        yield f"that is off the step of {problem.step_min} minutes"
    elif not lacks:
        yield "a lock, its premiere or a rule forbids that place"


def _taken(around: Around, task: int, room: int, start: int) -> Iterator[str]:
    model, grid = around.model, around.grid
    begins = start - int(model.before[task])
    until = begins + int(model.length[task] + model.turnaround[room])
    for other in around.tasks_in(room):
        taken = int(grid.start[other] - model.before[other])
        free = taken + int(model.length[other] + model.turnaround[room])
        if other != task and begins < free and taken < until:
            yield f"{_named(around, other)} is in {model.problem.auditoriums[room].name} then"


def _order(around: Around, task: int, start: int) -> Iterator[str]:
    """Yield repeats too near, a premiere too late, and what has to come before or after."""
    model, grid = around.model, around.grid
    event = int(model.event[task])
    for other in model.tasks_of[event]:
        if other == task or grid.room[other] == NOWHERE:
            continue
        if abs(int(grid.start[other]) - start) < model.apart[event]:
            yield f"showing {model.number[other]} of it is less than {model.apart[event]} minutes away"
        is_late = model.number[task] == 1 and start > grid.start[other]
        is_early = model.number[other] == 1 and start < grid.start[other]
        if model.is_premiere[event] and (is_late or is_early):
            yield "its premiere comes first"
    for a, b, gap in model.precedence:
        if event in {a, b}:
            yield from _precedence(around, task, start, (a, b, gap))


def _precedence(around: Around, task: int, start: int, rule: tuple[int, int, int]) -> Iterator[str]:
    model, grid = around.model, around.grid
    a, b, gap = rule
    starts = {t: int(grid.start[t]) for e in (a, b) for t in model.tasks_of[e] if grid.room[t] != NOWHERE} | {
        task: start
    }
    ends = [starts[t] + int(model.during[t]) + gap for t in model.tasks_of[a] if t in starts]
    begins = [starts[t] for t in model.tasks_of[b] if t in starts]
    if ends and begins and min(ends) > min(begins):
        events = model.problem.events
        yield f"{events[a].name} comes before {events[b].name}"


def _people(around: Around, task: int) -> Iterator[str]:
    """Yield hard people who would not be there, and people who would be in two places; the task stands there."""
    model = around.model
    for person in around.people_of(task):
        found = attendance_of(model, around.duties_of(person), around.grid)
        name = model.problem.people[person].name
        if model.person_is_hard[person]:
            event = model.event[task]
            if any(model.duties.event[duty] == event and missed in {task, None} for duty, missed in found.missed):
                yield f"{name} cannot be there"
        fixed = [stay for stay in found.stays if model.duties.kind[stay.duty] != ANY]
        for one, other in combinations(fixed, 2):
            if task in {one.task, other.task} and clash(model, one, other):
                yield f"{name} is at {_named(around, other.task if one.task == task else one.task)}"


def _named(around: Around, task: int) -> str:
    model = around.model
    event = model.problem.events[model.event[task]]
    return f"{showing_of(event, int(model.number[task]))} ({clock(model.problem, int(around.grid.start[task]))})"
