"""People expected beyond the seats of an event's showings cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from matinee.engine.grid.cpsat.builder import Builder


def add(builder: Builder) -> None:
    """Count the people without a seat, event by event."""
    model = builder.model
    for event, tasks in enumerate(model.tasks_of):
        demand = int(model.demand[event])
        if demand == 0 or builder.is_fixed(*tasks):
            continue
        offered = [(at, min(demand, int(model.seats[room]))) for task in tasks for room, at in builder.at[task].items()]
        seats = cp_model.LinearExpr.weighted_sum([at for at, _ in offered], [count for _, count in offered])
        unseated = builder.cp.new_int_var(0, demand, "")
        builder.cp.add(unseated >= demand - seats)
        builder.cost(unseated, model.weights["unseated"])
