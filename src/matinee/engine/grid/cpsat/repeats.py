"""Repeats of one event: apart, the premiere first, and numbered in time where numbers mean nothing else."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matinee.engine.grid.cpsat.builder import Builder


def add(builder: Builder) -> None:
    """Add the rules among the showings of each event."""
    for event, tasks in enumerate(builder.model.tasks_of):
        if builder.is_fixed(*tasks) or len(tasks) == 1:
            continue
        if is_numbered_in_time(builder, event):
            _in_time(builder, event)
            continue
        for one, other in combinations(tasks, 2):
            _apart(builder, one, other, int(builder.model.apart[event]))
        if builder.model.is_premiere[event]:
            for other in tasks[1:]:
                builder.cp.add_implication(builder.placed[other], builder.placed[tasks[0]])
                builder.cp.add(builder.start[tasks[0]] <= builder.start[other]).only_enforce_if(builder.placed[other])


def is_numbered_in_time(builder: Builder, event: int) -> bool:
    """Say whether any grid may be renumbered in the order of time: no showing of the event is unlike another."""
    model = builder.model
    tasks = model.tasks_of[event]
    alike = [model.domains[task] for task in tasks]
    is_free = all(task in builder.free for task in tasks)
    is_plain = all(model.published_room[task] < 0 and not model.locked[task] for task in tasks)
    return is_free and is_plain and all(domain == alike[-1] for domain in alike[:-1])


def _in_time(builder: Builder, event: int) -> None:
    for one, other in pairwise(builder.model.tasks_of[event]):
        builder.cp.add_implication(builder.placed[other], builder.placed[one])
        gap = int(builder.model.apart[event])
        builder.cp.add(builder.start[other] >= builder.start[one] + gap).only_enforce_if(builder.placed[other])


def _apart(builder: Builder, one: int, other: int, gap: int) -> None:
    if gap == 0:
        return
    first = builder.cp.new_bool_var("")
    both = [builder.placed[one], builder.placed[other]]
    builder.cp.add(builder.start[other] >= builder.start[one] + gap).only_enforce_if([first, *both])
    builder.cp.add(builder.start[one] >= builder.start[other] + gap).only_enforce_if([first.negated(), *both])
