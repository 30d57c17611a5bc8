"""Minutes off the wished part of a day cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from matinee.engine.grid.spans import joined

if TYPE_CHECKING:
    from matinee.engine.grid.cpsat.builder import Builder


def add(builder: Builder) -> None:
    """Let each start cost its distance from the nearest wished window, window by window."""
    for task in sorted(builder.free):
        model = builder.model
        wished = model.problem.events[model.event[task]].wished_windows
        if wished and model.weights["off_daypart"]:
            _add_one(builder, task, joined(wished))


def _add_one(builder: Builder, task: int, wished: tuple[tuple[int, int], ...]) -> None:
    """Choose the nearest window of those that are nearest to any start the task may have."""
    model, cp, start = builder.model, builder.cp, builder.start[task]
    starts = builder.starts_of(task)
    if not len(starts):
        return
    away = model.off_daypart(task, starts)
    if not away.any():
        return
    off = cp.new_int_var_from_domain(cp_model.Domain.from_values(sorted({0, *away.tolist()})), "")
    chosen = []
    for a, b in wished:
        near = cp.new_bool_var("")
        cp.add(off >= a - start).only_enforce_if(near)
        cp.add(off >= start - b).only_enforce_if(near)
        chosen.append(near)
    cp.add_exactly_one([*chosen, builder.placed[task].negated()])
    builder.cost(off, model.weights["off_daypart"])
