"""One thing in an auditorium, with a comfortable gap before the next where that costs nothing dearer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    from matinee.engine.grid.cpsat.builder import Builder

FAR = 10_000_000


def add(builder: Builder) -> None:
    """Keep auditoriums to one thing; an interval is the task, its cleaning and as much of the comfort as it has."""
    model, cp = builder.model, builder.cp
    comfort = model.problem.comfort_min
    cost = model.weights["turnaround"]
    spare = [_spare(builder, task, comfort if cost else 0) for task in range(model.tasks)]
    free = [_free(builder, task, spare[task]) for task in range(model.tasks)]
    for room in range(len(model.seats)):
        intervals = []
        for task in range(model.tasks):
            if room in builder.at[task]:
                cleaning = int(model.turnaround[room])
                begins = builder.start[task] - int(model.before[task])
                size = int(model.length[task]) + cleaning + spare[task]
                literal = builder.at[task][room]
                intervals.append(cp.new_optional_interval_var(begins, size, free[task] + cleaning, literal, ""))
        cp.add_no_overlap(intervals)


def _free(builder: Builder, task: int, spare: cp_model.IntVar) -> cp_model.IntVar:
    """Return when a task and the comfort after it end."""
    free = builder.cp.new_int_var(-FAR, FAR, "")
    tail = int(builder.model.length[task] - builder.model.before[task])
    builder.cp.add(free == builder.start[task] + tail + spare)
    return free


def _spare(builder: Builder, task: int, comfort: int) -> cp_model.IntVar:
    """Return the minutes of comfort after a task; what lacks costs."""
    spare = builder.cp.new_int_var(0, comfort, f"spare {task}")
    if comfort:
        builder.cost(spare, -builder.model.weights["turnaround"])
        builder.fixed_cost += comfort * builder.model.weights["turnaround"]
        builder.cp.add(spare == comfort).only_enforce_if(builder.placed[task].negated())
    return spare
