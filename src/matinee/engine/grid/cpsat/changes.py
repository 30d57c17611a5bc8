"""Showings that stand elsewhere than published cost, and so do the minutes they moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matinee.engine.grid.model import NOWHERE

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    from matinee.engine.grid.cpsat.builder import Builder


def add(builder: Builder) -> dict[int, cp_model.IntVar]:
    """Return for each free published task a literal that says it stays."""
    model, cp = builder.model, builder.cp
    stays = {}
    for task in sorted(builder.free):
        room, start = int(model.published_room[task]), int(model.published_start[task])
        if room == NOWHERE:
            continue
        stays[task] = cp.new_bool_var(f"{task} stays")
        cp.add_implication(stays[task], builder.at[task].get(room, builder.false))
        cp.add(builder.start[task] == start).only_enforce_if(stays[task])
        builder.cost(stays[task], -model.weights["changes"])
        builder.fixed_cost += model.weights["changes"]
        if model.weights["moved"]:
            _count_minutes(builder, task, start)
    return stays


def _count_minutes(builder: Builder, task: int, start: int) -> None:
    reach = max(
        (abs(edge - start) for spans in builder.model.domains[task].values() for s in spans for edge in s), default=0
    )
    moved = builder.cp.new_int_var(0, reach, "")
    builder.cp.add(moved >= builder.start[task] - start).only_enforce_if(builder.placed[task])
    builder.cp.add(moved >= start - builder.start[task]).only_enforce_if(builder.placed[task])
    builder.cost(moved, builder.model.weights["moved"])
